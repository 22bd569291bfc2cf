import { logger, withSpan } from '@throughline/server';

export const runtime = 'edge';

export function GET() {
  return withSpan('does nothing here', () => {
    logger.info('nor does this');
    return new Response('served by the edge runtime');
  });
}
