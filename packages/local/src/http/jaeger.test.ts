import { type Backend, startBackend } from '@throughline/local';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JaegerTrace } from '../query/jaeger/toJaegerTrace.js';
import { newSpanId, newTraceId, nowNanos, spanOf, traceRequest } from '../testing/requests.js';
import { TestClient } from '../testing/TestClient.js';

let backend: Backend;
let client: TestClient;

interface Answer<T> {
  data: T;
  total: number;
  errors: { code: number; msg: string }[] | null;
}
const find = async (query: string) =>
  (await client.json<Answer<JaegerTrace[]>>(`/api/traces?service=shop&${query}`)).data;
const found = async (query: string) => (await find(query)).map(({ traceID }) => traceID);

const slow = newTraceId();
const failed = newTraceId();
const quick = newTraceId();
const root = newSpanId();
const start = nowNanos(-10_000);

beforeAll(async () => {
  backend = await startBackend({ port: 0 });
  client = new TestClient(backend);
  const at = (index: number) => (start + BigInt(index) * 1_000_000_000n).toString();
  await client.post(
    '/v1/traces',
    traceRequest(
      'shop',
      [
        spanOf({
          traceId: slow,
          spanId: root,
          name: 'GET /slow',
          kind: 2,
          startTimeUnixNano: at(0),
          endTimeUnixNano: (start + 2_500_000_000n).toString(),
          attributes: [
            { key: 'user.id', value: { stringValue: 'u1' } },
            { key: 'http.response.status_code', value: { intValue: '200' } },
            { key: 'ratio', value: { doubleValue: 0.5 } },
            { key: 'ok', value: { boolValue: true } },
            { key: 'big', value: { intValue: '9007199254740993' } },
            { key: 'list', value: { arrayValue: { values: [{ intValue: '1' }] } } },
          ],
          events: [
            {
              timeUnixNano: at(1),
              name: 'cached',
              attributes: [{ key: 'hit', value: { boolValue: false } }],
            },
          ],
          links: [{ traceId: quick, spanId: root }],
        }),
        spanOf({ traceId: slow, parentSpanId: root, name: 'SELECT', kind: 3, startTimeUnixNano: at(1) }),
        spanOf({
          traceId: failed,
          name: 'POST /pay',
          startTimeUnixNano: at(2),
          status: { code: 2, message: 'declined' },
        }),
        spanOf({ traceId: quick, name: 'GET /quick', startTimeUnixNano: at(4) }),
      ],
      { 'host.name': 'h1' },
    ),
  );
  await client.post('/v1/traces', traceRequest('payments', [spanOf({ traceId: slow, parentSpanId: root })]));
});
afterAll(() => backend.close());

test('services and operations', async () => {
  expect(await client.json('/api/services')).toEqual({
    data: ['payments', 'shop'],
    total: 2,
    limit: 0,
    offset: 0,
    errors: null,
  });
  const operations = await client.json<Answer<string[]>>('/api/services/shop/operations');
  expect(operations.data).toEqual(['GET /quick', 'GET /slow', 'POST /pay', 'SELECT']);
  expect((await client.json<Answer<string[]>>('/api/services/none/operations')).data).toEqual([]);
});

test('a trace has the shape that Jaeger gives it', async () => {
  const answer = await client.json<Answer<JaegerTrace[]>>(`/api/traces/${slow}`);
  const [trace] = answer.data;
  expect(trace?.traceID).toBe(slow);
  expect(trace?.spans).toHaveLength(3);
  expect(trace?.processes).toEqual({
    p1: { serviceName: 'shop', tags: [{ key: 'host.name', type: 'string', value: 'h1' }] },
    p2: { serviceName: 'payments', tags: [] },
  });
  const [server, select] = trace?.spans ?? [];
  expect(server).toEqual({
    traceID: slow,
    spanID: root,
    operationName: 'GET /slow',
    references: [{ refType: 'FOLLOWS_FROM', traceID: quick, spanID: root }],
    startTime: Number(start / 1000n),
    duration: 2_500_000,
    tags: [
      { key: 'user.id', type: 'string', value: 'u1' },
      { key: 'http.response.status_code', type: 'int64', value: 200 },
      { key: 'ratio', type: 'float64', value: 0.5 },
      { key: 'ok', type: 'bool', value: true },
      { key: 'big', type: 'int64', value: '9007199254740993' },
      { key: 'list', type: 'string', value: '[1]' },
      { key: 'span.kind', type: 'string', value: 'server' },
    ],
    logs: [
      {
        timestamp: Number(start / 1000n) + 1_000_000,
        fields: [
          { key: 'event', type: 'string', value: 'cached' },
          { key: 'hit', type: 'bool', value: false },
        ],
      },
    ],
    processID: 'p1',
    warnings: null,
  });
  expect(select?.references).toEqual([{ refType: 'CHILD_OF', traceID: slow, spanID: root }]);
});

test('an error status is tagged as Jaeger tags it', async () => {
  const [trace] = (await client.json<Answer<JaegerTrace[]>>(`/api/traces/${failed}`)).data;
  expect(trace?.spans[0]?.tags).toEqual([
    { key: 'span.kind', type: 'string', value: 'internal' },
    { key: 'otel.status_code', type: 'string', value: 'ERROR' },
    { key: 'error', type: 'bool', value: true },
    { key: 'otel.status_description', type: 'string', value: 'declined' },
  ]);
});

describe('search', () => {
  const tags = (value: object) => `tags=${encodeURIComponent(JSON.stringify(value))}`;

  test('newest first, within the limit, whole traces', async () => {
    expect(await found('')).toEqual([quick, failed, slow]);
    expect(await found('limit=1')).toEqual([quick]);
    expect((await find('operation=SELECT'))[0]?.spans).toHaveLength(3);
  });

  test.each([
    ['operation', 'operation=GET%20%2Fslow', [slow]],
    ['a tag of the span', tags({ 'user.id': 'u1' }), [slow]],
    ['two tags of one span', tags({ 'user.id': 'u1', ok: 'true' }), [slow]],
    ['two tags of different spans', tags({ 'user.id': 'u1', error: 'true' }), []],
    ['a number', tags({ 'http.response.status_code': '200' }), [slow]],
    ['error', 'tag=error:true', [failed]],
    ['a field of an event', tags({ hit: 'false' }), [slow]],
    ['a tag of the process', tags({ 'host.name': 'h1' }), [quick, failed, slow]],
    ['a tag without a match', tags({ 'user.id': 'u2' }), []],
    ['least duration', 'minDuration=1.5s', [slow]],
    ['most duration', 'maxDuration=100ms', [quick, failed, slow]],
    ['both', 'minDuration=1s&maxDuration=2s', []],
    ['a service without spans of that operation', 'operation=none', []],
  ])('by %s', async (_, query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test('by time, in microseconds', async () => {
    const from = start / 1000n + 1_500_000n;
    expect(await found(`start=${from}&end=${from + 1_000_000n}`)).toEqual([failed]);
    // Jaeger takes it and does not read it.
    expect(await found('lookback=1s')).toHaveLength(3);
  });
});

test.each([
  ['/api/traces/00000000000000000000000000000abc', 404, 'trace not found'],
  ['/api/traces/abc', 404, 'trace not found'],
  ['/api/traces/00000000000000000000000000000000', 404, 'trace not found'],
  ['/api/traces/xyz', 400, "'xyz' is not a trace id: expected up to 32 hex digits"],
  ['/api/traces', 400, "parameter 'service' is required"],
  ['/api/traces?service=shop&minDuration=long', 400, "parameter 'minDuration' is 'long'"],
  ['/api/traces?service=shop&minDuration=2s&maxDuration=1s', 400, "'maxDuration' should be greater"],
  ['/api/traces?service=shop&tags=x', 400, "malformed 'tags' parameter"],
  ['/api/traces?service=shop&tags={"a":1}', 400, "the value of 'a' is not a string"],
  ['/api/traces?service=shop&limit=0', 400, "parameter 'limit' is '0'"],
  ['/api/traces?service=shop&wat=1', 400, "parameter 'wat' of /api/traces is not supported"],
  ['/api/dependencies?endTs=1', 400, '/api/dependencies of Jaeger is not supported'],
  ['/api/metrics/calls', 400, '/api/metrics/calls of Jaeger is not supported'],
])('%s: %i in the shape of Jaeger', async (path, status, message) => {
  const answer = await client.json<Answer<null>>(path, status);
  expect(answer).toMatchObject({ data: null, total: 0, limit: 0, offset: 0, errors: [{ code: status }] });
  expect(answer.errors?.[0]?.msg).toContain(message);
});
