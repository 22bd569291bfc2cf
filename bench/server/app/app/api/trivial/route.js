import { logger } from '@throughline/server';

const bare = process.env.BENCH_BARE !== undefined;

export async function GET() {
  if (!bare) {
    logger.info({ user: 7 }, 'asked');
    logger.info({ items: 3 }, 'answered');
  }
  return new Response('ok');
}
