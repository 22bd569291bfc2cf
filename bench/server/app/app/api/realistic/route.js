import { logger, withSpan } from '@throughline/server';

const bare = process.env.BENCH_BARE !== undefined;
const items = Array.from({ length: 50 }, (_, id) => ({ id, name: `Product ${id}`, text: 'x'.repeat(60) }));
const wait = () => new Promise((resolve) => setTimeout(resolve, 2));

export async function POST(request) {
  const order = await request.json();
  if (bare) {
    await wait();
  } else {
    logger.info({ lines: order.lines.length }, 'order received');
    await withSpan('load products', wait);
    logger.info({ lines: order.lines.length }, 'order priced');
  }
  return Response.json({ order: order.id, items });
}
