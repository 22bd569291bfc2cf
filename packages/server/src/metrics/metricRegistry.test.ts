import { context, trace } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { MetricRegistry } from './MetricRegistry.js';
import { MetricsAccess } from './MetricsAccess.js';
import { MetricsPage } from './MetricsPage.js';
import { SeriesGuard } from './SeriesGuard.js';

beforeAll(() => {
  new NodeTracerProvider().register();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => vi.mocked(process.stderr.write).mockClear());
afterAll(() => vi.restoreAllMocks());

const TRACE = 'a'.repeat(32);
const inTrace = <T>(traceFlags: number, run: () => T) =>
  context.with(
    trace.setSpanContext(context.active(), { traceId: TRACE, spanId: 'b'.repeat(16), traceFlags }),
    run,
  );

it('prints counters, gauges, histograms and summaries as OpenMetrics, exemplars from the active span', async () => {
  const registry = new MetricRegistry();
  const orders = registry.counter({ name: 'orders_total', help: 'Orders.', labels: ['kind'] });
  inTrace(1, () => orders.inc({ kind: 'new' }, 2));
  registry.gauge({ name: 'stock', help: 'Stock.' }).inc(undefined, 3);
  const sizes = registry.histogram({ name: 'size_bytes', help: 'Sizes.', unit: 'bytes', buckets: [1, 10] });
  inTrace(1, () => sizes.observe({}, 5));
  inTrace(0, () => sizes.observe({}, 50));
  registry.summary({ name: 'wait_seconds', help: 'Waits.', percentiles: [0.5] }).observe({}, 4);

  const page = (await new MetricsPage(registry).render()).replace(/ \d+\.\d+$/gm, ' AT');
  const ids = `{trace_id="${TRACE}",span_id="${'b'.repeat(16)}"}`;
  expect(page).toContain(`# TYPE orders counter\norders_total{kind="new"} 2 # ${ids} 2 AT`);
  expect(page).toContain('# TYPE stock gauge\nstock 3');
  expect(page).toContain(`size_bytes_bucket{le="1"} 0
size_bytes_bucket{le="10"} 1 # ${ids} 5 AT
size_bytes_bucket{le="+Inf"} 2
size_bytes_sum 55
size_bytes_count 2`);
  expect(page).toContain('wait_seconds{quantile="0.5"} 4');
  expect(page.endsWith('\n# EOF\n')).toBe(true);
  // Twice, for what prom-client changes while it prints.
  expect(await new MetricsPage(registry).render()).toContain(
    '# TYPE orders counter\norders_total{kind="new"} 2',
  );
});

it('is get-or-create; a contradiction names both places', () => {
  const registry = new MetricRegistry();
  const define = () => registry.counter({ name: 'a_total', help: 'A.', labels: ['x', 'y'] });
  expect(define()).toBe(define());
  expect(registry.counter({ name: 'a_total', help: 'A.', labels: ['y', 'x'] })).toBe(define());
  const twice = () => registry.counter({ name: 'a_total', help: 'A.', labels: ['x'] });
  expect(twice).toThrow(
    /"a_total" is defined twice, differently: at .*metricRegistry\.test\.ts:\d+:\d+ as counter/,
  );
  expect(twice).toThrow(/, at .*metricRegistry\.test\.ts:\d+:\d+ as counter .*"labels":\["x"\]/);
  expect(() => registry.gauge({ name: 'a_total', help: 'A.' })).toThrow(/defined twice/);
  registry.remove('a_total');
  expect(twice).not.toThrow();
});

it.each([
  ['counter', { name: 'orders', help: 'x' }, /must end in _total/],
  ['gauge', { name: 'orders_total', help: 'x' }, /only the name of a counter/],
  ['gauge', { name: 'Orders', help: 'x' }, /snake_case/],
  ['gauge', { name: 'orders', help: ' ' }, /help text/],
  ['gauge', { name: 'orders_count', help: 'x' }, /must not end in/],
  ['histogram', { name: 'wait_ms', help: 'x' }, /base units/],
  ['histogram', { name: 'wait', help: 'x', unit: 'seconds' }, /must end in _seconds/],
  ['histogram', { name: 'wait_seconds', help: 'x', buckets: [1, 1] }, /buckets must rise/],
  ['gauge', { name: 'orders', help: 'x', labels: ['le'] }, /le is reserved/],
  ['gauge', { name: 'orders', help: 'x', labels: ['a-b'] }, /snake_case/],
  ['gauge', { name: 'orders', help: 'x', labels: ['a', 'a'] }, /twice/],
] as const)('refuses the %s %j', (type, options, message) => {
  expect(() => new MetricRegistry()[type](options)).toThrow(message);
});

it('puts label sets beyond the cap under other, counts them and says so once', async () => {
  const registry = new MetricRegistry();
  const hits = registry.counter({ name: 'hits_total', help: 'Hits.', labels: ['user'], maxSeries: 2 });
  for (const user of ['a', 'b', 'c', 'd', 'a']) hits.inc({ user });
  const page = await new MetricsPage(registry).render();
  expect(page).toContain('hits_total{user="a"} 2');
  expect(page).toContain('hits_total{user="other"} 2');
  expect(page).not.toContain('user="c"');
  expect(page).toContain('throughline_metric_series_overflow_total{metric="hits_total"} 2');
  const said = vi
    .mocked(process.stderr.write)
    .mock.calls.filter(([text]) => String(text).includes('hits_total'));
  expect(said).toHaveLength(1);
});

it('keeps to the allowed values, leaves out what is wrong, and takes series off', async () => {
  const registry = new MetricRegistry();
  const paid = registry.counter({
    name: 'paid_total',
    help: 'x',
    labels: ['card'],
    values: { card: ['visa'] },
  });
  paid.inc({ card: 'visa' });
  paid.inc({ card: '4242' });
  paid.inc({ card: 'visa' }, -1);
  paid.inc({ card: 'visa' }, Number.NaN);
  // @ts-expect-error a label that the metric has not.
  paid.inc({ kard: 'visa' });
  paid.inc();
  const page = () => new MetricsPage(registry).render();
  expect(await page()).toContain('paid_total{card="visa"} 1\npaid_total{card="other"} 1\n');
  paid.remove({ card: 'visa' });
  expect(await page()).not.toContain('visa');
});

it('forgets idle series', () => {
  let now = 0;
  const guard = new SeriesGuard(
    { name: 'x', help: 'x', labels: ['a'], idleMillis: 10 },
    () => {},
    () => now,
  );
  guard.admit({ a: 1 });
  now = 5;
  guard.admit({ a: 2 });
  now = 10;
  expect(guard.expire()).toEqual([{ a: '1' }]);
  expect(guard.expire()).toEqual([]);
});

it('one label set is one series however it is given, and gone from all when it is taken off', () => {
  const guard = new SeriesGuard({ name: 'x', help: 'x', labels: ['a', 'b'], maxSeries: 2 }, () => {});
  const first = guard.admit({ a: 200, b: true });
  for (const _ of [1, 2]) {
    expect(guard.admit({ b: 'true', a: '200' })).toBe(first);
    expect(guard.admit({ a: 200, b: true })).toBe(first);
  }
  expect(guard.admit({ a: 200, b: false })).not.toBe(first);
  expect(guard.admit({ a: 200, b: {} })).toBeUndefined();
  expect(guard.admit({ a: 200, b: 'more' })).toEqual({ a: 'other', b: 'other' });
  guard.forget({ a: 200, b: 'true' });
  const again = guard.admit({ a: 200, b: true });
  expect(again).toEqual(first);
  expect(again).not.toBe(first);
  expect(guard.admit({ a: '200', b: 'true' })).toBe(again);
});

it('shares one collection among 200 scrapes, and does without a collector that fails or hangs', async () => {
  const registry = new MetricRegistry();
  registry.gauge({ name: 'fine', help: 'x' }).set({}, 1);
  let collections = 0;
  const own = (name: string, get: () => Promise<never>) => ({ name, help: 'x', type: 'gauge', get });
  for (const metric of [
    own('broken', () => {
      collections += 1;
      return Promise.reject(new Error('no'));
    }),
    own('hung', () => new Promise(() => {})),
  ]) {
    registry.prom.registerMetric(metric as unknown as Parameters<typeof registry.prom.registerMetric>[0]);
  }
  const page = new MetricsPage(registry, 50);
  const pages = await Promise.all(Array.from({ length: 200 }, () => page.render()));
  expect(collections).toBe(1);
  expect(new Set(pages).size).toBe(1);
  expect(pages[0]).toContain('fine 1');
  const next = await page.render((name) => name.startsWith('throughline_'));
  expect(next).toContain('throughline_metric_collect_errors_total{metric="broken"} ');
  expect(next).toContain('throughline_metric_collect_errors_total{metric="hung"} ');
  expect(next).not.toContain('fine');
});

it('gives each token the metrics that it may read, and the rest nothing', () => {
  const access = new MetricsAccess({
    tokens: [{ token: 'all' }, { token: 'web', allow: ['http_*', 'up'] }],
    cidrs: ['10.0.0.0/8', '::1'],
    production: true,
  });
  const check = (authorization: string | null, address?: string) => {
    const answer = access.check({ authorization, address });
    if (answer.kind !== 'granted') return answer.kind;
    return ['http_x', 'up', 'uptime'].filter(answer.allows).join();
  };
  expect(check('Bearer all', '10.1.2.3')).toBe('http_x,up,uptime');
  expect(check('Bearer web', '::ffff:10.1.2.3')).toBe('http_x,up');
  expect(check('Bearer web', '::1')).toBe('http_x,up');
  expect(check('Bearer wrong', '10.1.2.3')).toBe('unauthenticated');
  expect(check(null, '10.1.2.3')).toBe('unauthenticated');
  expect(check('Bearer all', '11.1.2.3')).toBe('forbidden');
  expect(check('Bearer all', undefined)).toBe('forbidden');
});

it('without a token answers only to loopback, and in production to nobody', () => {
  const check = (production: boolean, address: string) =>
    new MetricsAccess({ tokens: [], cidrs: [], production }).check({ authorization: null, address }).kind;
  expect(check(false, '::ffff:127.0.0.1')).toBe('granted');
  expect(check(false, '192.168.1.2')).toBe('forbidden');
  expect(check(true, '127.0.0.1')).toBe('forbidden');
});
