import { afterEach, beforeEach, expect, test } from 'vitest';
import { jaegerTrace, TRACE_ID } from '../testing/jaegerTrace.js';
import { type Answer, startServer, type TestServer } from '../testing/startServer.js';
import { createJaegerClient } from './createJaegerClient.js';
import { createLokiClient } from './createLokiClient.js';
import { createPrometheusClient } from './createPrometheusClient.js';
import { QueryError } from './QueryError.js';

let server: TestServer;
let answer: Answer;

beforeEach(async () => {
  answer = () => ({ body: {} });
  server = await startServer((path, request) => answer(path, request));
});
afterEach(() => server.close());

function asked(): URL {
  return new URL(server.requests.at(-1) ?? '', server.url);
}

test('Jaeger: services and operations', async () => {
  answer = () => ({ body: { data: ['store', 'payments'] } });
  const client = createJaegerClient(`${server.url}/base/`);
  expect(await client.services()).toEqual(['store', 'payments']);
  await client.operations('a/b c');
  expect(server.requests).toEqual(['/base/api/services', '/base/api/services/a%2Fb%20c/operations']);
});

test('Jaeger: a trace, and one that is not there', async () => {
  answer = (path) =>
    path.endsWith(TRACE_ID)
      ? { body: { data: [jaegerTrace()] } }
      : { status: 404, body: { data: null, errors: [{ code: 404, msg: 'trace not found' }] } };
  const client = createJaegerClient(server.url);
  expect((await client.trace(TRACE_ID))?.services).toEqual(['store-browser', 'store', 'payments']);
  expect(await client.trace('0'.repeat(31).concat('1'))).toBeUndefined();
});

test('Jaeger: a search gives both ends of its time, in microseconds', async () => {
  answer = () => ({ body: { data: [jaegerTrace()] } });
  const found = await createJaegerClient(server.url).findTraces({
    service: 'store',
    operation: 'POST /api/checkout',
    tags: { 'http.response.status_code': 402 },
    lookbackMillis: 60_000,
    limit: 5,
    minDurationMillis: 100,
  });
  expect(found.map((trace) => trace.traceId)).toEqual([TRACE_ID]);
  const { searchParams } = asked();
  expect(Number(searchParams.get('end')) - Number(searchParams.get('start'))).toBe(60_000_000);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    service: 'store',
    operation: 'POST /api/checkout',
    tags: '{"http.response.status_code":"402"}',
    limit: '5',
    minDuration: '100ms',
  });
});

test('Loki: lines of all streams in one order, labels apart from metadata', async () => {
  const stream = (source: string, values: [string, string][]) => ({
    stream: { service_name: 'store', source, level: 'info', trace_id: TRACE_ID, detected_level: 'info' },
    values,
  });
  answer = () => ({
    body: {
      status: 'success',
      data: {
        resultType: 'streams',
        result: [
          stream('server', [
            ['1700000000000000003', 'plain'],
            ['1700000000000000001', '{"msg":"hello"}'],
          ]),
          stream('browser', [['1700000000000000002', '{broken']]),
        ],
      },
    },
  });
  const query = `{service_name="store"} | trace_id="${TRACE_ID}"`;
  const lines = await createLokiClient(server.url).queryRange({
    query,
    startMillis: 1_700_000_000_000,
    limit: 7,
  });
  expect(lines.map((line) => [line.timeUnixNano, line.line, line.labels.source])).toEqual([
    [1700000000000000001n, '{"msg":"hello"}', 'server'],
    [1700000000000000002n, '{broken', 'browser'],
    [1700000000000000003n, 'plain', 'server'],
  ]);
  expect(lines[0]).toMatchObject({
    fields: { msg: 'hello' },
    labels: { service_name: 'store', source: 'server', level: 'info' },
    metadata: { trace_id: TRACE_ID, detected_level: 'info' },
  });
  expect(Object.fromEntries(asked().searchParams)).toEqual({
    query,
    start: '1700000000000000000',
    limit: '7',
    direction: 'forward',
  });
});

test('Loki: labels and their values', async () => {
  answer = () => ({ body: { status: 'success', data: ['a'] } });
  const client = createLokiClient(server.url);
  expect(await client.labels()).toEqual(['a']);
  expect(await client.labelValues('service_name')).toEqual(['a']);
  expect(server.requests.at(-1)).toBe('/loki/api/v1/label/service_name/values');
  answer = () => ({ body: { status: 'success' } });
  expect(await client.labels()).toEqual([]);
});

test('Prometheus: vectors, scalars and exemplars', async () => {
  const client = createPrometheusClient(server.url);
  answer = () => ({
    body: {
      data: { resultType: 'vector', result: [{ metric: { __name__: 'up' }, value: [1700000000.5, '+Inf'] }] },
    },
  });
  expect(await client.query('up')).toEqual([
    { labels: { __name__: 'up' }, value: Number.POSITIVE_INFINITY, timestampMillis: 1_700_000_000_500 },
  ]);
  answer = () => ({ body: { data: { resultType: 'scalar', result: [1700000000, '2'] } } });
  expect(await client.query('2')).toEqual([{ labels: {}, value: 2, timestampMillis: 1_700_000_000_000 }]);
  answer = () => ({
    body: {
      data: [
        {
          seriesLabels: { __name__: 'h_bucket', le: '1' },
          exemplars: [{ labels: { trace_id: TRACE_ID }, value: '0.5', timestamp: 1700000000.25 }],
        },
      ],
    },
  });
  expect(await client.exemplars('h_bucket', 1000, 2500)).toEqual([
    {
      seriesLabels: { __name__: 'h_bucket', le: '1' },
      labels: { trace_id: TRACE_ID },
      value: 0.5,
      timestampMillis: 1_700_000_000_250,
    },
  ]);
  expect(Object.fromEntries(asked().searchParams)).toEqual({ query: 'h_bucket', start: '1', end: '2.5' });
});

test.each([
  [{ errors: [{ code: 400, msg: 'malformed parameter' }] }, 'malformed parameter'],
  [{ status: 'error', errorType: 'bad_data', error: 'parse error' }, 'parse error'],
  ['stage json is not supported\n', 'stage json is not supported'],
  ['', 'no message'],
])('an error carries the status and the message of the server: %j', async (body, reason) => {
  answer = () => ({ status: 400, body });
  const error = await createLokiClient(server.url)
    .labels()
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(QueryError);
  expect(error).toMatchObject({
    status: 400,
    reason,
    message: `${server.url}/loki/api/v1/labels answered 400: ${reason}`,
  });
});

test('an answer that is no JSON is an error', async () => {
  answer = () => ({ body: '<html>' });
  await expect(createJaegerClient(server.url).services()).rejects.toThrow('answered 200: not JSON: <html>');
});

test('a server that is not there is an error that says so', async () => {
  await server.close();
  await expect(createJaegerClient(server.url).services()).rejects.toThrow(/did not answer: .*ECONNREFUSED/);
});

test('sends the headers that it was given', async () => {
  answer = (_, request) => ({ body: { data: [request.headers['x-scope-orgid']] } });
  expect(await createLokiClient(server.url, { headers: { 'x-scope-orgid': 'team' } }).labels()).toEqual([
    'team',
  ]);
});

test.each(['not a url', 'ftp://host'])('refuses the base URL %j', (baseUrl) => {
  expect(() => createJaegerClient(baseUrl)).toThrow(TypeError);
});
