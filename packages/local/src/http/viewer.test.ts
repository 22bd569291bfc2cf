import { type Backend, startBackend } from '@throughline/local';
import type { BackendStatus, TraceDetail, TraceListResponse } from '@throughline/viewer/api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newSpanId, newTraceId, nowNanos, spanOf, traceRequest } from '../testing/requests.js';
import { TestClient } from '../testing/TestClient.js';

let backend: Backend;
let client: TestClient;
const list = (query = '') => client.json<TraceListResponse>(`/api/viewer/v1/traces?${query}`);
const ids = async (query = '') => (await list(query)).traces.map(({ traceId }) => traceId);

const buy = newTraceId();
const click = newSpanId();
const server = newSpanId();
const older = newTraceId();
const start = nowNanos(-1000);
const plus = (millis: number) => (start + BigInt(millis) * 1_000_000n).toString();

beforeAll(async () => {
  backend = await startBackend({ port: 0 });
  client = new TestClient(backend);
  await client.post(
    '/v1/traces',
    traceRequest(
      'shop-browser',
      [
        spanOf({
          traceId: buy,
          spanId: click,
          name: 'click Buy',
          startTimeUnixNano: plus(0),
          endTimeUnixNano: plus(90),
        }),
      ],
      { 'telemetry.sdk.language': 'webjs' },
    ),
  );
  await client.post(
    '/v1/traces',
    traceRequest('shop', [
      spanOf({
        traceId: buy,
        spanId: server,
        parentSpanId: click,
        name: 'POST /api/checkout',
        kind: 2,
        startTimeUnixNano: plus(10),
        endTimeUnixNano: plus(80),
        status: { code: 2, message: 'no stock' },
        attributes: [
          { key: 'http.request.method', value: { stringValue: 'POST' } },
          { key: 'http.route', value: { stringValue: '/api/checkout' } },
          { key: 'http.response.status_code', value: { intValue: '503' } },
        ],
        events: [
          {
            timeUnixNano: plus(20),
            name: 'exception',
            attributes: [{ key: 'exception.type', value: { stringValue: 'OutOfStock' } }],
          },
        ],
      }),
      spanOf({
        traceId: buy,
        parentSpanId: server,
        name: 'SELECT',
        kind: 3,
        startTimeUnixNano: plus(15),
        endTimeUnixNano: plus(18),
      }),
      spanOf({
        traceId: older,
        parentSpanId: newSpanId(),
        name: 'orphan',
        startTimeUnixNano: plus(-5000),
        endTimeUnixNano: plus(-4998),
      }),
    ]),
  );
  const metadata = { trace_id: buy, span_id: server };
  await client.post('/loki/api/v1/push', {
    streams: [
      {
        stream: { service_name: 'shop', source: 'server', level: 'error' },
        values: [[plus(20), JSON.stringify({ level: 50, msg: 'checkout failed', cart: 3 }), metadata]],
      },
      // Only the line names the trace.
      {
        stream: { service_name: 'shop-browser', source: 'browser', level: 'odd' },
        values: [[plus(5), JSON.stringify({ msg: 'clicked', trace_id: buy })]],
      },
    ],
  });
});
afterAll(() => backend.close());

describe('the list', () => {
  test('has a summary of each trace, newest first', async () => {
    const { traces, services } = await list();
    expect(traces).toEqual([
      {
        traceId: buy,
        rootService: 'shop-browser',
        rootName: 'click Buy',
        http: { method: 'POST', route: '/api/checkout', statusCode: 503 },
        startUnixNano: plus(0),
        durationNs: 90_000_000,
        spanCount: 3,
        errorCount: 1,
        logCount: 2,
        services: [
          { name: 'shop-browser', browser: true, spanCount: 1 },
          { name: 'shop', browser: false, spanCount: 2 },
        ],
      },
      {
        traceId: older,
        rootService: 'shop',
        rootName: 'orphan',
        http: null,
        startUnixNano: plus(-5000),
        durationNs: 2_000_000,
        spanCount: 1,
        errorCount: 0,
        logCount: 0,
        services: [{ name: 'shop', browser: false, spanCount: 1 }],
      },
    ]);
    expect(services).toEqual([
      { name: 'shop', browser: false },
      { name: 'shop-browser', browser: true },
    ]);
  });

  test.each([
    ['service=shop-browser', [buy]],
    ['q=SELECT', [buy]],
    ['q=outofstock', [buy]],
    [`q=${buy.slice(0, 12)}`, [buy]],
    [`q=${older.toUpperCase()}`, [older]],
    ['q=stringValue', []],
    ['minDurationMs=50', [buy]],
    ['errors=1', [buy]],
    ['errors=1&service=shop&q=orphan', []],
  ])('%s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  test('goes on page by page', async () => {
    const first = await list('limit=1');
    expect(first.nextBefore).toBe(plus(0));
    const second = await list(`limit=1&before=${first.nextBefore}`);
    expect(second.traces.map(({ traceId }) => traceId)).toEqual([older]);
    expect(second.nextBefore).toBeUndefined();
  });

  test.each(['limit=0', 'before=x', 'minDurationMs=long', 'foo=1', `q=${'x'.repeat(501)}`])(
    'refuses %s',
    async (query) => {
      const answer = await client.json<{ error: { message: string } }>(`/api/viewer/v1/traces?${query}`, 400);
      expect(answer.error.message).toContain(`parameter '${query.split('=')[0]}'`);
    },
  );
});

test("a trace has its spans, both sides' log lines and its services", async () => {
  const detail = await client.json<TraceDetail>(`/api/viewer/v1/traces/${buy}`);
  expect(detail).toMatchObject({
    traceId: buy,
    startUnixNano: plus(0),
    durationNs: 90_000_000,
    exemplars: [],
  });
  expect(detail.services.map(({ name, browser }) => [name, browser])).toEqual([
    ['shop-browser', true],
    ['shop', false],
  ]);
  expect(detail.spans.map(({ name, parentSpanId, service }) => [name, parentSpanId, service])).toEqual([
    ['click Buy', null, 0],
    ['POST /api/checkout', click, 1],
    ['SELECT', server, 1],
  ]);
  expect(detail.spans[1]).toMatchObject({
    kind: 'server',
    status: 'error',
    statusMessage: 'no stock',
    attributes: { 'http.response.status_code': 503 },
    events: [{ timeUnixNano: plus(20), name: 'exception', attributes: { 'exception.type': 'OutOfStock' } }],
  });
  expect(detail.logs).toEqual([
    {
      timeUnixNano: plus(5),
      level: 'info',
      service: 'shop-browser',
      source: 'browser',
      message: 'clicked',
      line: JSON.stringify({ msg: 'clicked', trace_id: buy }),
      spanId: null,
      attributes: {
        msg: 'clicked',
        trace_id: buy,
        service_name: 'shop-browser',
        source: 'browser',
        level: 'odd',
      },
    },
    {
      timeUnixNano: plus(20),
      level: 'error',
      service: 'shop',
      source: 'server',
      message: 'checkout failed',
      line: JSON.stringify({ level: 50, msg: 'checkout failed', cart: 3 }),
      spanId: server,
      attributes: {
        msg: 'checkout failed',
        cart: 3,
        service_name: 'shop',
        source: 'server',
        level: 'error',
        trace_id: buy,
        span_id: server,
      },
    },
  ]);
});

test('a trace that is not stored is a 404 that says so', async () => {
  expect(await client.json(`/api/viewer/v1/traces/${newTraceId()}`, 404)).toEqual({
    error: { message: 'nothing of this trace is stored' },
  });
});

test('the status counts what is held', async () => {
  const status = await client.json<BackendStatus>('/api/viewer/v1/status');
  expect(status).toMatchObject({
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    endpoint: backend.url,
    storage: 'memory',
    logLines: 2,
  });
  expect(status.spans).toBeGreaterThanOrEqual(4);
});
