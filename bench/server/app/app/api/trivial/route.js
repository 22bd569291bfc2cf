import { parts } from '../../../parts.js';

export async function GET() {
  const started = performance.now();
  const { logger, observe } = parts;
  logger?.info({ user: 7 }, 'asked');
  logger?.info({ items: 3 }, 'answered');
  observe?.('/api/trivial', (performance.now() - started) / 1000);
  return new Response('ok');
}
