import { parts } from '../../../parts.js';

const items = Array.from({ length: 50 }, (_, id) => ({ id, name: `Product ${id}`, text: 'x'.repeat(60) }));
const wait = () => new Promise((resolve) => setTimeout(resolve, 2));

export async function POST(request) {
  const started = performance.now();
  const { logger, withSpan, observe } = parts;
  const order = await request.json();
  logger?.info({ lines: order.lines.length }, 'order received');
  if (withSpan) await withSpan('load products', wait);
  else await wait();
  logger?.info({ lines: order.lines.length }, 'order priced');
  observe?.('/api/realistic', (performance.now() - started) / 1000);
  return Response.json({ order: order.id, items });
}
