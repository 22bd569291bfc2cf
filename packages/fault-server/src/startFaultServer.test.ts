import { LOKI_PUSH_PATH, OTLP_TRACES_PATH } from '@throughline/semconv';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FaultServer, startFaultServer } from './startFaultServer.js';

let server: FaultServer;
beforeEach(async () => {
  server = await startFaultServer();
});
afterEach(() => server.close());

const pushLines = (texts: string[]) =>
  fetch(server.url + LOKI_PUSH_PATH, {
    method: 'POST',
    body: JSON.stringify({ streams: [{ stream: { a: 'b' }, values: texts.map((text) => ['1', text]) }] }),
  });
const pushSpans = (ids: string[]) =>
  fetch(server.url + OTLP_TRACES_PATH, {
    method: 'POST',
    body: JSON.stringify({
      resourceSpans: [{ scopeSpans: [{ spans: ids.map((spanId) => ({ traceId: 't', spanId })) }] }],
    }),
  });

it('stores a line and a span once, and counts the rest as repeats', async () => {
  expect((await pushLines(['x', 'y'])).status).toBe(204);
  expect((await pushLines(['x'])).status).toBe(204);
  expect((await pushSpans(['1', '2', '1'])).status).toBe(200);
  expect(server.lines.map(({ line }) => line)).toEqual(['x', 'y']);
  expect([server.spans.length, server.repeats, server.pushes]).toEqual([2, 2, 3]);
});

it('fails as told, then goes on', async () => {
  server.next.push(503, 'reset', 'doubt');
  server.retryAfter = '7';
  const unavailable = await pushLines(['lost']);
  expect([unavailable.status, unavailable.headers.get('retry-after')]).toEqual([503, '7']);
  await expect(pushLines(['lost'])).rejects.toThrow('fetch failed');
  await expect(pushLines(['kept'])).rejects.toThrow('fetch failed');
  server.mode = 'hang';
  const abandoned = fetch(server.url, { method: 'POST', signal: AbortSignal.timeout(50) });
  await expect(abandoned).rejects.toThrow('aborted due to timeout');
  await server.refuse();
  await expect(pushLines(['lost'])).rejects.toThrow('fetch failed');
  server.mode = 'ok';
  await server.listen();
  expect((await pushLines(['again'])).status).toBe(204);
  expect(server.lines.map(({ line }) => line)).toEqual(['kept', 'again']);
});

it('accepts half as each protocol says it, and refuses poison and size', async () => {
  server.mode = 'half-accept';
  expect((await pushLines(['1', '2', '3'])).status).toBe(400);
  expect(await (await pushSpans(['1', '2', '3'])).json()).toEqual({ partialSuccess: { rejectedSpans: 1 } });
  expect([server.lines.length, server.spans.length]).toEqual([2, 2]);
  server.mode = 'ok';
  server.poison = (record) => record.includes('poison');
  expect((await pushLines(['fine', 'poison'])).status).toBe(400);
  server.maxBodyBytes = 10;
  expect((await pushLines(['fine'])).status).toBe(413);
  expect(server.lines.length).toBe(2);
});
