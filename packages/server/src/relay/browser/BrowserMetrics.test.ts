import { beforeEach, expect, it } from 'vitest';
import { MetricRegistry } from '../../metrics/MetricRegistry.js';
import { cleanLogRecord } from '../cleanLogRecord.js';
import { cleanSpan } from '../cleanSpan.js';
import { BrowserMetrics } from './BrowserMetrics.js';
import { RouteTemplates } from './RouteTemplates.js';

const ROUTES = new RouteTemplates({
  staticRoutes: [{ page: '/cart' }],
  dynamicRoutes: [{ page: '/product/[slug]', regex: '^/product/([^/]+?)(?:/)?$' }],
});
const TRACE = 'a'.repeat(32);
const SPAN = 'b'.repeat(16);

let registry: MetricRegistry;
let metrics: BrowserMetrics;
beforeEach(() => {
  registry = new MetricRegistry();
  metrics = new BrowserMetrics(registry, ROUTES, true);
});

function attributes(values: Record<string, unknown>) {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'number' ? { doubleValue: value } : { stringValue: String(value) },
  }));
}

/** An event as a browser sends it, through the relay's own cleaning. */
function tell(eventName: string, values: Record<string, unknown>, more: object = {}): void {
  const record = {
    timeUnixNano: `${Date.now()}000000`,
    severityNumber: 9,
    eventName,
    traceId: TRACE,
    spanId: SPAN,
    flags: 1,
    attributes: attributes({ 'throughline.page.id': 'c'.repeat(16), 'url.path': '/product/lamp', ...values }),
    ...more,
  };
  metrics.observeLogs([cleanLogRecord(record, Date.now())], 'mobile');
}

const vital = (name: string, value: unknown, values: Record<string, unknown> = {}, more: object = {}) =>
  tell(
    'browser.web_vital',
    { 'browser.web_vital.name': name, 'browser.web_vital.value': value, ...values },
    more,
  );

async function samples(name: string): Promise<string[]> {
  return (await registry.print(name)).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

it('a vital is observed in seconds by route template and device, with the trace of its page', async () => {
  vital('lcp', 1234.5);
  const lines = await samples('web_vitals_lcp_seconds');
  expect(lines).toContain(
    'web_vitals_lcp_seconds_sum{http_route="/product/[slug]",device_class="mobile"} 1.2345',
  );
  const bucket = lines.find((line) => line.includes('le="1.4"'));
  expect(bucket).toMatch(new RegExp(`} 1 # {trace_id="${TRACE}",span_id="${SPAN}"} 1\\.2345 `));
  vital('cls', 0.05);
  expect(await samples('web_vitals_cls_score')).toContain(
    'web_vitals_cls_score_sum{http_route="/product/[slug]",device_class="mobile"} 0.05',
  );
});

it('a page has one value a vital, however often it is told', async () => {
  vital('inp', 80);
  vital('inp', 9_000);
  vital('inp', 90, { 'throughline.page.id': 'd'.repeat(16) });
  expect(await samples('web_vitals_inp_seconds')).toContain(
    'web_vitals_inp_seconds_count{http_route="/product/[slug]",device_class="mobile"} 2',
  );
});

it.each([
  ['a negative time', 'lcp', -1, {}],
  ['an hour', 'lcp', 3_600_000, {}],
  ['a text', 'lcp', '12', {}],
  ['a vital that there is not', '__proto__', 12, {}],
  ['no page', 'lcp', 12, { 'throughline.page.id': '' }],
  ['a page of another form', 'lcp', 12, { 'throughline.page.id': 'x'.repeat(16) }],
])('%s is not observed', async (_, name, value, values) => {
  vital(name, value, values);
  for (const metric of ['lcp_seconds', 'fcp_seconds', 'ttfb_seconds', 'inp_seconds', 'cls_score']) {
    expect(await samples(`web_vitals_${metric}`)).toEqual([]);
  }
});

it("a path that is none of the app's is unmatched, whatever it is, and a route that a browser claims is not heard", async () => {
  for (const [index, path] of ['/nowhere', '/product/a/b', 'x'.repeat(4_000), '/\u0000"}'].entries()) {
    vital('ttfb', 10, {
      'url.path': path,
      'http.route': '/cart',
      'throughline.page.id': `${index}`.repeat(16),
    });
  }
  const lines = await samples('web_vitals_ttfb_seconds');
  expect(lines.filter((line) => line.includes('_count'))).toEqual([
    'web_vitals_ttfb_seconds_count{http_route="unmatched",device_class="mobile"} 4',
  ]);
});

it('there is an exemplar only for a trace that is sampled and exported', async () => {
  const isExemplarOf = async (metric: string) =>
    (await samples(`web_vitals_${metric}_seconds`)).join('\n').includes('trace_id');
  vital('ttfb', 100);
  expect(await isExemplarOf('ttfb')).toBe(true);
  vital('fcp', 100, {}, { flags: 0 });
  vital('lcp', 100, {}, { traceId: '', spanId: '' });
  for (const metric of ['fcp', 'lcp']) {
    expect(await samples(`web_vitals_${metric}_seconds`)).not.toEqual([]);
    expect(await isExemplarOf(metric)).toBe(false);
  }
  registry = new MetricRegistry();
  metrics = new BrowserMetrics(registry, ROUTES, false);
  vital('ttfb', 100);
  expect(await isExemplarOf('ttfb')).toBe(false);
});

it('page views, errors and failed requests are counted by route and kind', async () => {
  tell('browser.navigation', { 'throughline.navigation.type': 'load' });
  tell('browser.navigation', { 'throughline.navigation.type': 'load' });
  tell('browser.navigation', {
    'throughline.navigation.type': 'push',
    'throughline.page.id': 'd'.repeat(16),
  });
  expect((await samples('browser_page_views_total')).map(withoutExemplar)).toEqual([
    'browser_page_views_total{http_route="/product/[slug]",kind="load"} 1',
    'browser_page_views_total{http_route="/product/[slug]",kind="navigation"} 1',
  ]);

  for (const source of [
    'error',
    'unhandledrejection',
    'captureError',
    'resource',
    'csp',
    'console',
    'evil',
  ]) {
    tell('exception', { 'throughline.error.source': source, 'url.path': '/cart' });
  }
  expect((await samples('browser_errors_total')).map(withoutExemplar)).toEqual([
    'browser_errors_total{http_route="/cart",kind="exception"} 2',
    ...['rejection', 'react', 'resource', 'csp', 'console'].map(
      (kind) => `browser_errors_total{http_route="/cart",kind="${kind}"} 1`,
    ),
  ]);

  const spans = [
    { status: 200, code: 0 },
    { status: 404, code: 0 },
    { status: 503, code: 2 },
    { status: 0, code: 2 },
    // Called off by the app.
    { status: 0, code: 0 },
  ].map(({ status, code }, index) =>
    cleanSpan(
      {
        traceId: TRACE,
        spanId: `${index}`.repeat(16).replace(/^0+$/, '9'.repeat(16)),
        flags: 1,
        name: 'GET /api/x',
        kind: 3,
        startTimeUnixNano: `${Date.now()}000000`,
        endTimeUnixNano: `${Date.now()}000000`,
        status: { code },
        attributes: attributes({
          'http.request.method': 'GET',
          'url.path': '/api/x',
          'throughline.page.path': '/cart',
          ...(status ? { 'http.response.status_code': status } : {}),
        }),
      },
      Date.now(),
    ),
  );
  metrics.observeSpans(spans);
  expect((await samples('browser_fetch_failures_total')).map(withoutExemplar)).toEqual([
    'browser_fetch_failures_total{http_route="/cart",kind="4xx"} 1',
    'browser_fetch_failures_total{http_route="/cart",kind="5xx"} 1',
    'browser_fetch_failures_total{http_route="/cart",kind="network"} 1',
  ]);
});

function withoutExemplar(line: string): string {
  expect(line).toContain(` # {trace_id="${TRACE}"`);
  return line.split(' # ', 1)[0] ?? '';
}
