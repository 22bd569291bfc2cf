import { expect, test } from 'vitest';
import { jaegerTrace, TRACE_ID } from '../testing/jaegerTrace.js';
import { formatTrace } from './formatTrace.js';
import { toTrace } from './toTrace.js';

test('builds the tree in order of time, and prints it', () => {
  expect(formatTrace(toTrace(jaegerTrace()))).toBe(
    `trace ${TRACE_ID}: 5 spans, 3 services, 412 ms
  store-browser: POST /api/checkout [client] 412 ms
    store: POST /api/checkout [server] 380 ms
      store: INSERT orders [client] 900 µs
      store: POST [client] 300 ms
        payments: payments.charge [internal] 290 ms ERROR card declined`,
  );
});

test('gives each span its tags, its process and its events', () => {
  const [root] = toTrace(jaegerTrace()).roots;
  expect(root).toMatchObject({
    traceId: TRACE_ID,
    spanId: '00000000000000a1',
    kind: 'client',
    error: false,
    tags: { 'http.response.status_code': 402 },
    processTags: { 'telemetry.sdk.language': 'webjs' },
    logs: [{ name: 'started', timeUnixMicros: 1_000_001 }],
  });
  expect(root?.parentSpanId).toBeUndefined();
  expect(root?.children[0]?.parentSpanId).toBe('00000000000000a1');
});

test('a span whose parent is not there is a root that says so', () => {
  const json = jaegerTrace();
  const trace = toTrace({ ...json, spans: json.spans.filter((span) => span.spanID !== 'a1') });
  expect(trace.roots.map((root) => root.service)).toEqual(['store']);
  expect(formatTrace(trace)).toContain('(parent 00000000000000a1 is not in the trace)');
});

test("spans that are each other's parents do not disappear", () => {
  const json = jaegerTrace();
  const looped = json.spans.map((span) =>
    span.spanID === 'a1'
      ? { ...span, references: [{ refType: 'CHILD_OF', traceID: TRACE_ID, spanID: 'a5' }] }
      : span,
  );
  const text = formatTrace(toTrace({ ...json, spans: looped }));
  for (const name of ['INSERT orders', 'payments.charge', 'store-browser']) expect(text).toContain(name);
});

test('a reference that is no parent is a link', () => {
  const other = { refType: 'FOLLOWS_FROM', traceID: '1', spanID: '2' };
  const json = jaegerTrace();
  const spans = json.spans.map((span) => (span.spanID === 'a1' ? { ...span, references: [other] } : span));
  const [root] = toTrace({ ...json, spans }).roots;
  expect(root?.parentSpanId).toBeUndefined();
  expect(root?.links).toEqual([{ traceId: '1'.padStart(32, '0'), spanId: '2'.padStart(16, '0') }]);
});

test('an empty trace is a trace', () => {
  expect(toTrace({ traceID: TRACE_ID, spans: null })).toMatchObject({
    spans: [],
    roots: [],
    durationMicros: 0,
  });
});
