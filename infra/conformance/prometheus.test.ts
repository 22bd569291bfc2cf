import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsNative } from '../testing/needsNative.js';
import { ask } from './ask.js';
import { type MetricsApp, startMetricsApp } from './metricsApp.js';
import { type Backend, type BothBackends, startBothBackends } from './startBothBackends.js';

const WAIT = { timeout: 60_000, interval: 200 };
const TOKEN = 'a-token-of-the-test';
const TRACES = ['c0ffee00000000000000000000000001', 'c0ffee00000000000000000000000002'];

describe.runIf(needsNative(['prometheus']))(
  'metrics: the embedded backend answers as Prometheus does',
  () => {
    let both: BothBackends;
    let app: MetricsApp;
    /** Unix seconds of the first exemplar; the second is ten seconds later. */
    const base = Math.floor(Date.now() / 1000) - 30;

    beforeAll(async () => {
      app = await startMetricsApp(TOKEN);
      both = await startBothBackends('prometheus', TOKEN);
      await both.each(async (backend) => backend.scrape(app.url, TOKEN));
      await show(page(base, 0));
      await show(page(base, 1));
    }, 120_000);
    afterAll(async () => {
      app?.close();
      await both?.stop();
    });

    let shown = 0;
    /** Turns the app's page over, and waits until both have it. */
    async function show(text: string) {
      shown += 1;
      app.page = `# TYPE page_number gauge\npage_number ${shown}\n${text}`;
      await both.each(({ metrics }) =>
        vi.waitFor(
          async () => expect(await metrics.query('page_number')).toMatchObject([{ value: shown }]),
          WAIT,
        ),
      );
    }

    const queries: [string, number][] = [
      ['hits_total', 3],
      ['hits_total{path="/"}', 1],
      ['hits_total{path!="/"}', 2],
      ['hits_total{path=~"/a.*"}', 1],
      ['hits_total{path=~"a"}', 0],
      ['hits_total{path!~"/a.*"}', 2],
      ['hits_total{path="/größe \\"x\\" \\\\ 世界"}', 1],
      ['hits_total{nothing=""}', 3],
      ['hits_total{nothing!=""}', 0],
      ['{__name__="hits_total"}', 3],
      ['{__name__=~"odd_.*"}', 10],
      ['odd_value{kind="nan"}', 1],
      ['odd_value{kind="infinite"}', 1],
      ['odd_value{kind="large"}', 1],
      ['took_seconds_bucket', 4],
      ['took_seconds_bucket{le="0.1"}', 1],
      ['took_seconds_bucket{le="+Inf",route="/"}', 1],
      ['took_seconds_count', 1],
      ['bounds_bucket', 14],
      ['bounds_bucket{le="4.0"}', 1],
      ['bounds_bucket{le="4"}', 0],
      ['ranks', 4],
      ['plain{le="4"}', 1],
      ['took_seconds_sum', 1],
      ['build_info', 1],
      ['labelled', 1],
      ['up{job="app"}', 1],
      ['nobody', 0],
    ];
    test.each(queries)('%s', async (query, count) => {
      const samples = await both.same(async ({ metrics }) =>
        (await metrics.query(query)).map(({ labels, value }) => ({ labels, value })).sort(byLabels),
      );
      expect(samples).toHaveLength(count);
    });

    test('values as JSON: as Prometheus writes numbers', async () => {
      const values = await both.same(async (backend) => {
        const { body } = await ask(`${backend.metricsUrl}/api/v1/query`, {
          query: '{__name__=~"odd_.*|took_.*"}',
        });
        const { resultType, result } = (body as Instant).data;
        return [
          resultType,
          result.map(({ metric, value }) => [JSON.stringify(Object.entries(metric).sort()), value[1]]).sort(),
        ];
      });
      expect(JSON.stringify(values)).toContain('1.5e-09');
    });

    test('at a time: what was there then, and nothing before', async () => {
      const now = Math.floor(Date.now() / 1000);
      for (const [time, count] of [
        [now, 3],
        [base - 3600, 0],
        [now + 3600, 0],
      ] as const) {
        const found = await both.same(async (backend) => {
          const { body } = await ask(`${backend.metricsUrl}/api/v1/query`, {
            query: 'hits_total',
            time: String(time),
          });
          return (body as Instant).data.result.map(({ value }) => value[0]);
        });
        expect(found).toEqual(Array.from({ length: count }, () => time));
      }
    });

    test('a series that is gone from the page is gone from the answers', async () => {
      const lines = page(base, 1).split('\n');
      await show(lines.filter((line) => !line.startsWith('hits_total{path="/"}')).join('\n'));
      const paths = await both.same(async ({ metrics }) =>
        (await metrics.query('hits_total')).map(({ labels }) => labels.path).sort(),
      );
      expect(paths).toHaveLength(2);
      await show(page(base, 1));
      expect(await both.same(async ({ metrics }) => (await metrics.query('hits_total')).length)).toBe(3);
    });

    test('exemplars: of both pages, each once, with their times, by series', async () => {
      const ask = ({ metrics }: Backend) =>
        metrics.exemplars('took_seconds_bucket', (base - 60) * 1000, Date.now() + 60_000);
      const exemplars = await both.same(async (backend) => (await ask(backend)).sort(bySeries));
      expect(exemplars.map(({ labels }) => labels.trace_id).sort()).toEqual([
        TRACES[0],
        TRACES[0],
        TRACES[1],
      ]);
    });

    test.each([
      ['all', (time: number) => [time - 60, time + 60], 3],
      ['start and end are inclusive', (time: number) => [time + 0.25, time + 10.25], 3],
      ['a millisecond later', (time: number) => [time + 0.251, time + 10.25], 2],
      ['a millisecond earlier', (time: number) => [time + 0.25, time + 10.249], 2],
      ['nothing there', (time: number) => [time - 60, time - 30], 0],
    ] as const)('exemplars in a range: %s', async (_, rangeOf, count) => {
      const [start = 0, end = 0] = rangeOf(base);
      const found = await both.same(async (backend) => {
        const query = { query: 'took_seconds_bucket', start: String(start), end: String(end) };
        const { body } = await ask(`${backend.metricsUrl}/api/v1/query_exemplars`, query);
        return (body as Exemplars).data
          .flatMap(({ exemplars }) => exemplars.map((exemplar) => JSON.stringify(exemplar)))
          .sort();
      });
      expect(found).toHaveLength(count);
    });

    test('exemplars of a selector', async () => {
      const found = await both.same(({ metrics }) =>
        metrics.exemplars('took_seconds_bucket{le="0.1"}', (base - 60) * 1000, Date.now() + 60_000),
      );
      expect(found.map(({ labels }) => labels.trace_id)).toEqual(TRACES);
      for (const query of ['took_seconds_bucket{le="5"}', 'nobody', 'hits_total{path="/"}']) {
        await both.same(({ metrics }) => metrics.exemplars(query, (base - 60) * 1000, Date.now() + 60_000));
      }
    });

    test.each([
      ['no query', '/query', { query: '' }],
      ['a selector that is not closed', '/query', { query: 'up{' }],
      ['a label without quotes', '/query', { query: 'up{a=b}' }],
      ['a broken expression', '/query', { query: 'up{a=~"("}' }],
      ['a selector of everything', '/query', { query: '{a=~".*"}' }],
      ['a time that is none', '/query', { query: 'up', time: 'now' }],
      ['exemplars of no query', '/query_exemplars', { query: '' }],
      ['exemplars of a broken query', '/query_exemplars', { query: 'up{' }],
      ['exemplars that end before they start', '/query_exemplars', { query: 'up', start: '20', end: '10' }],
    ])('%s is 400 in the shape of Prometheus', async (_, path, query) => {
      const answer = await both.same(async (backend) => {
        const { status, body } = await ask(
          `${backend.metricsUrl}/api/v1${path}`,
          query as Record<string, string>,
        );
        const { error, ...rest } = body as { error: string };
        return { status, said: error !== '', ...rest };
      });
      expect(answer).toMatchObject({ status: 'error', errorType: 'bad_data', said: true });
    });

    test('an app that does not answer is not up', async () => {
      app.close();
      await both.each(({ metrics }) =>
        vi.waitFor(
          async () => expect(await metrics.query('up{job="app"}')).toMatchObject([{ value: 0 }]),
          WAIT,
        ),
      );
      expect(await both.same(async ({ metrics }) => (await metrics.query('hits_total')).length)).toBe(0);
    });
  },
);

/** A page of the app, at first and a while later. */
function page(base: number, later: 0 | 1): string {
  const exemplar = (index: number, value: number, at: number) =>
    ` # {trace_id="${TRACES[index]}",span_id="abcdef000000000${index}"} ${value} ${at}`;
  const first = exemplar(0, 0.05, base + 0.25);
  const second = exemplar(1, 0.07, base + 10.25);
  return [
    '# HELP hits Requests, with a "quoted" word and a \\\\.',
    '# TYPE hits counter',
    `hits_total{path="/"} ${7 + later}`,
    `hits_total{path="/a"} 0`,
    'hits_total{path="/größe \\"x\\" \\\\ 世界"} 2.5',
    '# TYPE odd_value gauge',
    'odd_value{kind="nan"} NaN',
    'odd_value{kind="infinite"} +Inf',
    'odd_value{kind="minus infinite"} -Inf',
    'odd_value{kind="negative"} -1.5',
    'odd_value{kind="large"} 1e21',
    'odd_value{kind="small"} 1.5e-9',
    'odd_value{kind="zero"} 0',
    'odd_value{kind="minus zero"} -0',
    'odd_value{kind="precise"} 0.1234567890123456',
    `odd_value{kind="time"} ${base}.123`,
    '# TYPE took_seconds histogram',
    '# UNIT took_seconds seconds',
    `took_seconds_bucket{route="/",le="0.1"} ${1 + later}${later ? second : first}`,
    `took_seconds_bucket{route="/",le="0.5"} ${2 + later}${exemplar(0, 0.3, base + 5)}`,
    `took_seconds_bucket{route="/",le="5.0"} ${2 + later}`,
    `took_seconds_bucket{route="/",le="+Inf"} ${2 + later}`,
    `took_seconds_sum{route="/"} ${0.35 + later * 0.07}`,
    `took_seconds_count{route="/"} ${2 + later}`,
    // A bound however it is written is one.
    '# TYPE bounds histogram',
    ...[
      '-1',
      '0',
      '1',
      '2.50',
      '4',
      '1e1',
      '1000',
      '1e6',
      '12345678',
      '1e21',
      '1.5e22',
      '0.001',
      '0.00001',
      '+Inf',
    ].map((bound) => `bounds_bucket{le="${bound}"} 1`),
    'bounds_count 1',
    'bounds_sum 1',
    '# TYPE ranks summary',
    ...['0', '.5', '0.990', '1'].map((rank) => `ranks{quantile="${rank}"} 1`),
    'ranks_count 1',
    'ranks_sum 1',
    '# TYPE plain gauge',
    'plain{le="4",quantile="1"} 1',
    '# TYPE build info',
    'build_info{version="1.2.3"} 1',
    '# TYPE labelled gauge',
    'labelled{job="mine",instance="own"} 1',
    '# EOF',
    '',
  ].join('\n');
}

interface Instant {
  data: { resultType: string; result: { metric: Record<string, string>; value: [number, string] }[] };
}
interface Exemplars {
  data: { seriesLabels: object; exemplars: object[] }[];
}

type Labelled = { readonly labels: Readonly<Record<string, string>> };
const keyOf = (labels: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(labels).sort());
const byLabels = (a: Labelled, b: Labelled) => (keyOf(a.labels) < keyOf(b.labels) ? -1 : 1);
const bySeries = (
  a: { readonly seriesLabels: Readonly<Record<string, string>>; readonly timestampMillis: number },
  b: typeof a,
) =>
  keyOf(a.seriesLabels) === keyOf(b.seriesLabels)
    ? a.timestampMillis - b.timestampMillis
    : keyOf(a.seriesLabels) < keyOf(b.seriesLabels)
      ? -1
      : 1;
