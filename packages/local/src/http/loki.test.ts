import { gzipSync } from 'node:zlib';
import { type Backend, startBackend } from '@throughline/local';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newTraceId, nowNanos } from '../testing/requests.js';
import { TestClient } from '../testing/TestClient.js';

let backend: Backend;
let client: TestClient;
beforeAll(async () => {
  backend = await startBackend({ port: 0 });
  client = new TestClient(backend);
});
afterAll(() => backend.close());

const PUSH = '/loki/api/v1/push';
type Values = readonly (readonly [string, string, Record<string, string>?])[];
const push = (labels: Record<string, string>, values: Values) =>
  client.post(PUSH, { streams: [{ stream: labels, values }] });

interface Range {
  status: string;
  data: { resultType: string; result: { stream: Record<string, string>; values: [string, string][] }[] };
}
const range = (query: string, more = '') =>
  client.json<Range>(`/loki/api/v1/query_range?query=${encodeURIComponent(query)}${more}`);
const lines = (answer: Range) => answer.data.result.flatMap(({ values }) => values.map(([, line]) => line));

test('a pushed line is found by its structured metadata, which is part of the stream', async () => {
  const traceId = newTraceId();
  const time = nowNanos().toString();
  const line = JSON.stringify({ msg: 'paid', trace_id: traceId });
  const labels = { service_name: 'shop', source: 'server', level: 'info' };
  const response = await push(labels, [[time, line, { trace_id: traceId, route: '/pay' }]]);
  expect(response.status).toBe(204);
  const answer = await range(`{service_name="shop"} | trace_id="${traceId}"`);
  expect(answer).toMatchObject({ status: 'success', data: { resultType: 'streams' } });
  expect(answer.data.result).toEqual([
    {
      stream: { ...labels, trace_id: traceId, route: '/pay' },
      values: [[time, line]],
    },
  ]);
  expect(lines(await range(`{service_name="shop"} | trace_id="${newTraceId()}"`))).toEqual([]);
});

test('a line that is sent again is stored once', async () => {
  const time = nowNanos().toString();
  const body = gzipSync(
    JSON.stringify({
      streams: [
        {
          stream: { app: 'again' },
          values: [
            [time, 'a'],
            [time, 'a'],
            [time, 'b'],
          ],
        },
      ],
    }),
  );
  for (let times = 0; times < 3; times++) {
    expect((await client.post(PUSH, body, { 'content-encoding': 'gzip' })).status).toBe(204);
  }
  expect(lines(await range('{app="again"}')).sort()).toEqual(['a', 'b']);
});

describe('queries', () => {
  const start = nowNanos(-60_000);
  beforeAll(async () => {
    const values: Values = Array.from({ length: 30 }, (_, index) => [
      (start + BigInt(index) * 1_000_000_000n).toString(),
      `line ${index} ${index % 3 === 0 ? 'fizz' : 'buzz'}`,
      { user: index % 2 === 0 ? 'even' : 'odd' },
    ]);
    await push({ app: 'q', level: 'info' }, values);
    await push({ app: 'q2', level: 'error' }, [[start.toString(), 'other']]);
  });

  test('newest first by default, oldest first when asked, within the limit', async () => {
    expect(lines(await range('{app="q"} | user="even"', '&limit=2'))).toEqual([
      'line 28 buzz',
      'line 26 buzz',
    ]);
    expect(lines(await range('{app="q"} | user="even"', '&limit=2&direction=forward'))).toEqual([
      'line 0 fizz',
      'line 2 buzz',
    ]);
  });

  test('the start is part of the range and the end is not', async () => {
    const answer = await range('{app="q"} | user=~"e.*"', `&start=${start}&end=${start + 2_000_000_000n}`);
    expect(lines(answer)).toEqual(['line 0 fizz']);
  });

  test.each([
    ['{app="q"} |= "fizz"', 10],
    ['{app="q"} != "fizz"', 20],
    ['{app="q"} |~ "line [0-4] "', 5],
    ['{app="q"} |= "fizz" | user="odd"', 5],
    ['{app="q"} | user!="odd"', 15],
    ['{app=~"q.*"}', 31],
    ['{app=~"q.*", level!="info"}', 1],
    ['{app=~"q.*"} | level="error"', 1],
    ['{app="none"}', 0],
  ])('%s finds %i lines', async (query, count) => {
    expect(lines(await range(query, '&limit=5000'))).toHaveLength(count);
  });

  test('labels and their values', async () => {
    const labels = await client.json<{ data: string[] }>('/loki/api/v1/labels');
    expect(labels.data).toEqual(expect.arrayContaining(['app', 'level']));
    expect(await client.json('/loki/api/v1/label/app/values?query=%7Blevel%3D%22error%22%7D')).toEqual({
      status: 'success',
      data: ['q2'],
    });
    expect(await client.json('/loki/api/v1/label/app/values?start=1&end=2')).toMatchObject({ data: [] });
  });

  test.each([
    ['/loki/api/v1/query_range?query=rate(%7Ba%3D%22b%22%7D%5B1m%5D)', /metric query or expression 'rate'/],
    ['/loki/api/v1/query_range?query=%7Ba%3D%22b%22%7D%7Cjson', /'json' is not supported/],
    [
      '/loki/api/v1/query_range?query=%7Ba%3D%22b%22%7D&shards=4',
      /parameter 'shards' of query_range is not supported/,
    ],
    ['/loki/api/v1/query_range?query=%7Ba%3D%22b%22%7D&limit=9999', /parameter 'limit' is '9999'/],
    ['/loki/api/v1/query_range?query=%7Ba%3D%22b%22%7D&start=yesterday', /parameter 'start' is 'yesterday'/],
    ['/loki/api/v1/query_range?query=%7Ba%3D%22b%22%7D&direction=up', /parameter 'direction' is 'up'/],
    ['/loki/api/v1/query_range', /the query is empty/],
    ['/loki/api/v1/series', /\/loki\/api\/v1\/series of Loki is not supported/],
    ['/loki/api/v1/tail', /\/loki\/api\/v1\/tail of Loki is not supported/],
  ])('%s is a 400 that names what is not supported', async (path, message) => {
    const response = await client.fetch(path);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toMatch(message);
  });
});

describe('pushes that are refused', () => {
  const stream = (values: unknown, labels: unknown = { app: 'bad' }) => ({
    streams: [{ stream: labels, values }],
  });
  test.each([
    ['no streams', {}, /expected \{"streams"/],
    [
      'a time that is no number',
      stream([['NaN', 'x']]),
      /timestamp "NaN" is not a string of Unix nanoseconds/,
    ],
    ['a time that is no string', stream([[1, 'x']]), /timestamp 1 is not a string/],
    ['a line that is no string', stream([['1', {}]]), /line of entry "1" is not a string/],
    ['metadata that is not text', stream([['1', 'x', { a: 1 }]]), /structured metadata: the value of "a"/],
    ['a line of last year', stream([[nowNanos(-31e9).toString(), 'x']]), /timestamp too old/],
    ['a line of tomorrow', stream([[nowNanos(864e5).toString(), 'x']]), /timestamp too new/],
    [
      'a line of a megabyte',
      stream([[nowNanos().toString(), 'x'.repeat(2 ** 20)]]),
      /line is longer than 262144/,
    ],
    [
      'too much metadata',
      stream([[nowNanos().toString(), 'x', { a: 'x'.repeat(2 ** 17) }]]),
      /metadata is over 128/,
    ],
    ['no labels', stream([[nowNanos().toString(), 'x']], {}), /at least one label pair is required/],
    [
      'a label name with a dash',
      stream([[nowNanos().toString(), 'x']], { 'a-b': 'c' }),
      /label name is not valid/,
    ],
  ])('%s', async (_, body, message) => {
    const response = await client.post(PUSH, body);
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(message);
  });

  test('of a push with a line that breaks a limit the others are stored, and the status counts it', async () => {
    const response = await push({ app: 'mixed' }, [
      [nowNanos().toString(), 'kept'],
      [nowNanos(-31e9).toString(), 'old'],
    ]);
    expect(response.status).toBe(400);
    expect(await response.text()).toMatch(/1 entries rejected, 1 stored/);
    expect(lines(await range('{app="mixed"}'))).toEqual(['kept']);
    const status = await client.json<{ rejected: Record<string, number> }>('/api/viewer/v1/status');
    expect(status.rejected['timestamp too old: the limit is 7 days']).toBeGreaterThanOrEqual(1);
  });

  test('protobuf: 415 that names what is supported', async () => {
    const response = await client.post(PUSH, Uint8Array.of(1), { 'content-type': 'application/x-protobuf' });
    expect(response.status).toBe(415);
    expect(await response.text()).toMatch(/only pushes in JSON are supported/);
  });
});
