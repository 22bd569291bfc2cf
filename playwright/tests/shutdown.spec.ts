import { randomBytes } from 'node:crypto';
import type { Span } from '@throughline/playwright';
import { expect, test } from '../stack/test.js';

const SENDERS = 8;
const BEFORE_SIGNAL = 200;

test('SIGTERM under load loses no span and no log line of an answered request', async ({ startShop }) => {
  test.setTimeout(120_000);
  const { url, telemetry, services } = await startShop();
  const since = Date.now();
  const store = services.find((service) => service.name === 'store');
  if (!store) throw new Error('there is no process of the shop');
  const answered: string[] = [];
  let stopped: Promise<void> | undefined;

  const sender = async () => {
    for (;;) {
      const traceId = randomBytes(16).toString('hex');
      const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`;
      try {
        const response = await fetch(`${url}/api/search?q=lamp`, { headers: { traceparent } });
        await response.text();
        if (response.status !== 200) return;
        answered.push(traceId);
      } catch {
        // The shop is gone: this request was never answered.
        return;
      }
      if (answered.length >= BEFORE_SIGNAL) stopped ??= store.stop();
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  await stopped;
  expect(answered.length).toBeGreaterThanOrEqual(BEFORE_SIGNAL);

  const { jaeger, loki, waitFor } = telemetry;
  const found = await waitFor('every answered request', async () => {
    const missing: string[] = [];
    for (const traceId of answered) {
      const server = (await jaeger.trace(traceId))?.spans.find((span) => span.kind === 'server');
      if (!server) missing.push(`no server span in ${traceId}`);
      else if (!hasSql(server.children)) missing.push(`no SQL span in ${traceId}`);
    }
    const query = '{service_name="store", source="server"}';
    const lines = await loki.queryRange({ query, startMillis: since, limit: 5000 });
    const logged = new Set(lines.map((line) => line.metadata.trace_id));
    for (const traceId of answered) if (!logged.has(traceId)) missing.push(`no log line of ${traceId}`);
    return missing.length === 0 ? { found: answered.length } : { seen: missing.join('\n') };
  });
  expect(found).toBe(answered.length);
});

/** Whether a span of a database is anywhere below. */
function hasSql(spans: readonly Span[]): boolean {
  return spans.some((span) => span.tags['db.system.name'] !== undefined || hasSql(span.children));
}
