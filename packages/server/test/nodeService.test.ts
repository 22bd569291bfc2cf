import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApp } from './startApp.js';
import { type Sink, startSink } from './startSink.js';

const SCRIPT = fileURLToPath(new URL('nodeService.mjs', import.meta.url));
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

let sink: Sink;
beforeAll(async () => {
  sink = await startSink();
});
afterAll(() => sink.close());

it('traces, logs and loses nothing at SIGTERM', async () => {
  const service = await startApp(fileURLToPath(new URL('.', import.meta.url)), [SCRIPT], {
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    LOKI_URL: sink.url,
  });
  const headers = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01` };
  const statuses = [];
  for (const path of ['/charges/7', '/declined', '/broken']) {
    statuses.push((await fetch(service.url + path, { method: 'POST', headers })).status);
  }
  expect(statuses).toEqual([200, 402, 500]);
  expect(await service.terminate()).toBe(143);

  const servers = sink.spans.filter(({ span }) => span.kind === 2 && span.traceId === TRACE);
  expect(servers.map(({ span }) => [span.name, span.parentSpanId, span.status?.code ?? 0])).toEqual([
    ['POST /charges/:id', '00f067aa0ba902b7', 0],
    ['POST /declined', '00f067aa0ba902b7', 0],
    ['POST /broken', '00f067aa0ba902b7', 2],
  ]);
  expect(servers[2]?.span.events?.[0]?.name).toBe('exception');
  const charge = sink.spans.find(({ span }) => span.name === 'charge');
  expect(charge?.span.parentSpanId).toBe(servers[0]?.span.spanId);
  // Levels are streams of their own, and one may overtake another.
  const lines = sink.lines
    .filter(({ metadata }) => metadata.trace_id === TRACE)
    .sort((a, b) => (a.time < b.time ? -1 : 1));
  expect(lines.map(({ fields }) => fields.msg)).toEqual([
    'charged',
    'POST /charges/:id 200',
    'charged',
    'POST /declined 402',
    'POST /broken: no charge',
    'POST /broken 500',
  ]);
  expect(lines[0]?.metadata).toMatchObject({ span_id: servers[0]?.span.spanId, route: '/charges/:id' });
});
