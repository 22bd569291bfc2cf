import type { LogLine } from '@throughline/playwright/query';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsNative } from '../testing/needsNative.js';
import { post } from '../testing/otlp.js';
import { ask } from './ask.js';
import { LEVELS, LOG_COUNT, LOG_TRACE, logPushes } from './logPayloads.js';
import { type BothBackends, startBothBackends } from './startBothBackends.js';

const WAIT = { timeout: 30_000, interval: 100 };
const STORE_QUERY = '{service_name="store"}';
const ALL_OF_US = '{service_name=~".+"}';

describe.runIf(needsNative(['loki']))('log lines: the embedded backend answers as Loki does', () => {
  let both: BothBackends;
  /** Unix milliseconds of the first line. */
  const base = Date.now() - 60_000;
  const range = { startMillis: base - 10_000, endMillis: base + 30_000 };

  beforeAll(async () => {
    both = await startBothBackends('loki');
    await both.each(async ({ loki }) => {
      for (const push of logPushes(base)) await post(`${loki}/loki/api/v1/push`, push);
    });
    await both.each(({ logs }) =>
      vi.waitFor(async () => {
        const own = await logs.queryRange({ ...range, query: ALL_OF_US });
        const others = await logs.queryRange({ ...range, query: '{app="cron"}' });
        expect(own.length + others.length).toBe(LOG_COUNT);
      }, WAIT),
    );
  });
  afterAll(() => both?.stop());

  const queries: [string, number][] = [
    ['{service_name="store"}', 13],
    ['{service_name="store", level="info"}', 12],
    ['{service_name="store", level!="info"}', 1],
    ['{service_name=~"store.*"}', 14],
    ['{service_name=~"tor"}', 0],
    ['{service_name!~"store.*|levels", source="server"}', 2],
    ['{source="browser"}', 1],
    ['{level=~"error|fatal"}', 3],
    ['{service_name="nobody"}', 0],
    ['{app="cron"}', 1],
    ['{app="cron", nothing=""}', 1],
    ['{app="cron"} | request_id="r-1"', 1],
    [`${ALL_OF_US} | trace_id="${LOG_TRACE}"`, 6],
    [`${ALL_OF_US} | trace_id="${LOG_TRACE}" | route="/cart"`, 1],
    [`${ALL_OF_US} | trace_id="${LOG_TRACE}", source="browser"`, 1],
    [`${ALL_OF_US} | trace_id="${LOG_TRACE}" and level="warn"`, 1],
    [`${ALL_OF_US} | trace_id=~"c0ffee.*2"`, 5],
    [`${ALL_OF_US} | trace_id!="${LOG_TRACE}"`, 16],
    [`${ALL_OF_US} | trace_id=""`, 11],
    [`${ALL_OF_US} | trace_id!=""`, 11],
    [`${ALL_OF_US} | route="/größe"`, 1],
    [`${ALL_OF_US} |= "at one time"`, 3],
    [`${ALL_OF_US} |= "at one time" != ": b"`, 2],
    [`${ALL_OF_US} |= \`{"msg"\``, 6],
    [`${ALL_OF_US} |~ "at (warn|error)$"`, 2],
    [`${ALL_OF_US} |~ "(?i)TYPEERROR"`, 1],
    [`${ALL_OF_US} !~ "[a-z]"`, 1],
    [`${ALL_OF_US} |= "世界"`, 1],
    [`${ALL_OF_US} |= "two\\nlines"`, 1],
    [`${ALL_OF_US} |= ""`, 22],
    ['{service_name="store"} |= "late" | level="info"', 1],
  ];
  describe.each(['forward', 'backward'] as const)('%s', (direction) => {
    test.each(queries)('%s', async (query, count) => {
      const lines = await both.same(async ({ logs }) =>
        withTiesInOrder(await logs.queryRange({ ...range, query, direction })),
      );
      expect(lines).toHaveLength(count);
    });
  });

  test('the streams as JSON: labels and metadata together, lines in the order asked for', async () => {
    for (const direction of ['forward', 'backward']) {
      const streams = await both.same(async (backend) => {
        const { body } = await ask(`${backend.loki}/loki/api/v1/query_range`, {
          query: ALL_OF_US,
          ...nanos(range),
          direction,
        });
        return canonical(body);
      });
      expect(streams.length).toBeGreaterThan(LEVELS.length);
    }
  });

  test.each(['forward', 'backward'] as const)(
    '%s, a limit keeps the lines next to the start',
    async (direction) => {
      for (const limit of [1, 3, 7]) {
        const query = { ...range, query: '{service_name="store"} != "one time" != "who"', limit, direction };
        const times = await both.same(async ({ logs }) =>
          (await logs.queryRange(query)).map(({ timeUnixNano, line }) => `${timeUnixNano} ${line}`),
        );
        expect(times).toHaveLength(limit);
      }
    },
  );

  test('without bounds, limit and direction: the last hour, the newest hundred', async () => {
    const streams = await both.same(async (backend) =>
      canonical((await ask(`${backend.loki}/loki/api/v1/query_range`, { query: ALL_OF_US })).body),
    );
    expect(streams.flatMap(({ values }) => values)).toHaveLength(22);
  });

  test('a range begins with its start and ends before its end', async () => {
    const time = BigInt(base + 500) * 1_000_000n + 123n;
    const ranges = [
      { start: time, end: time + 1n, count: 1 },
      { start: time + 1n, end: time + 1_000_000n, count: 0 },
      { start: time - 1_000_000n, end: time, count: 0 },
    ];
    for (const { start, end, count } of ranges) {
      const streams = await both.same(async (backend) => {
        const query = { query: '{level="warn", service_name="store"}', start: `${start}`, end: `${end}` };
        return canonical((await ask(`${backend.loki}/loki/api/v1/query_range`, query)).body);
      });
      expect(streams).toHaveLength(count);
    }
  });

  test.each([
    ['nanoseconds', (millis: number) => `${millis}000000`],
    ['seconds', (millis: number) => `${Math.floor(millis / 1000)}`],
    ['fractions of seconds', (millis: number) => `${millis / 1000}`],
    ['RFC 3339', (millis: number) => new Date(millis).toISOString()],
  ])('times in %s', async (_, format) => {
    const query = { query: STORE_QUERY, start: format(base - 5000), end: format(base + 4000) };
    const streams = await both.same(async (backend) =>
      canonical((await ask(`${backend.loki}/loki/api/v1/query_range`, query)).body),
    );
    expect(streams.length).toBeGreaterThan(3);
  });

  test('labels and their values', async () => {
    const labels = await both.same(({ logs }) => logs.labels());
    expect(labels).toEqual(['app', 'deployment_environment', 'host', 'level', 'service_name', 'source']);
    for (const name of [...labels, 'trace_id', 'nothing']) {
      const values = await both.same(({ logs }) => logs.labelValues(name));
      expect(values.length > 0).toBe(labels.includes(name));
    }
    const narrowed = await both.same(async (backend) => {
      const query = { query: '{source="browser"}' };
      return (
        (await ask(`${backend.loki}/loki/api/v1/label/service_name/values`, query)).body as { data: string[] }
      ).data;
    });
    expect(narrowed).toEqual(['store-browser']);
  });

  test.each([
    ['no query', { query: '' }],
    ['no selector', { query: 'level="info"' }],
    ['a selector that is not closed', { query: '{level="info"' }],
    ['a selector of everything', { query: '{}' }],
    ['a selector that takes an empty value', { query: '{level=~".*"}' }],
    ['a broken expression', { query: '{level=~"("}' }],
    ['a broken line expression', { query: '{level="info"} |~ "("' }],
    ['a line filter without quotes', { query: '{level="info"} |= x' }],
    ['a start that is no time', { query: STORE_QUERY, start: 'yesterday' }],
    ['an end before the start', { query: STORE_QUERY, start: '2000', end: '1000' }],
    ['an unknown direction', { query: STORE_QUERY, direction: 'sideways' }],
    ['a limit that is no number', { query: STORE_QUERY, limit: 'many' }],
    ['a limit of nothing', { query: STORE_QUERY, limit: '0' }],
    ['a negative limit', { query: STORE_QUERY, limit: '-1' }],
    ['a limit over the limit', { query: STORE_QUERY, limit: '5001' }],
  ])('%s is 400 with a text', async (_, query) => {
    const answer = await both.same(async (backend) => {
      const { status, body } = await ask(
        `${backend.loki}/loki/api/v1/query_range`,
        query as Record<string, string>,
      );
      return { status, said: typeof body === 'string' && body !== '' };
    });
    expect(answer).toEqual({ status: 400, said: true });
  });
});

function nanos({ startMillis, endMillis }: { startMillis: number; endMillis: number }) {
  return { start: `${startMillis}000000`, end: `${endMillis}000000`, limit: '1000' };
}

/** Lines of one time stand in no order when they are of several streams. */
function withTiesInOrder(lines: LogLine[]): LogLine[] {
  const keyOf = ({ labels, metadata, line }: LogLine) =>
    JSON.stringify([line, labels, Object.entries(metadata).sort()]);
  return lines.sort((a, b) => (a.timeUnixNano === b.timeUnixNano && keyOf(a) < keyOf(b) ? -1 : 0));
}

interface Stream {
  stream: Record<string, string>;
  values: [string, string][];
}

/** The streams of an answer, in an order of their own: Loki's is that of a hash. */
function canonical(body: unknown): Stream[] {
  const { resultType, result } = (body as { data: { resultType: string; result: Stream[] } }).data;
  expect(resultType).toBe('streams');
  const keyOf = ({ stream }: Stream) => JSON.stringify(Object.entries(stream).sort());
  return result.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
