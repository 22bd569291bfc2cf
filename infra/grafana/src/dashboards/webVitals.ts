import * as units from '@grafana/grafana-foundation-sdk/units';
import {
  type MetricDefinition,
  WEB_VITALS_CLS,
  WEB_VITALS_FCP,
  WEB_VITALS_INP,
  WEB_VITALS_LCP,
  WEB_VITALS_TTFB,
} from '@throughline/semconv';
import { lineLabel, linkTo, rowValue } from '../links.js';
import { stat } from '../panels/stat.js';
import { table } from '../panels/table.js';
import { timeSeries } from '../panels/timeSeries.js';
import { increase, quantile, rate, sum } from '../promql/functions.js';
import { ofService } from '../promql/ofService.js';
import { buckets, count } from '../promql/selectors.js';
import { instant, range, rangeWithExemplars, rows } from '../queries/prometheusQuery.js';
import type { Limits } from '../thresholds.js';

interface WebVital {
  readonly short: string;
  readonly name: string;
  readonly metric: MetricDefinition & { labels: readonly ('http_route' | 'device_class')[] };
  readonly unit: string;
  /** By web.dev: good up to `warn`, poor from `bad` on. Both are bounds of buckets. */
  readonly limits: Required<Limits>;
  readonly means: string;
  readonly act: string;
}

export const WEB_VITALS = {
  LCP: {
    short: 'LCP',
    name: 'Largest Contentful Paint',
    metric: WEB_VITALS_LCP,
    unit: units.Seconds,
    limits: { warn: 2.5, bad: 4 },
    means: 'how long until the largest picture or text of the page was there',
    act: 'Compare with TTFB. Slow there: the server, see Overview. Fast there: the picture comes late: preload it, make it smaller.',
  },
  INP: {
    short: 'INP',
    name: 'Interaction to Next Paint',
    metric: WEB_VITALS_INP,
    unit: units.Seconds,
    limits: { warn: 0.2, bad: 0.5 },
    means: 'how long the page took to answer the slowest click, tap or key of a visit',
    act: 'The trace of a visit shows which element it was. Long handlers and large re-renders are the usual cause: split them, or start them after the paint.',
  },
  CLS: {
    short: 'CLS',
    name: 'Cumulative Layout Shift',
    metric: WEB_VITALS_CLS,
    unit: units.NoUnit,
    limits: { warn: 0.1, bad: 0.25 },
    means: 'how far what is seen jumped about during a visit, as a score',
    act: 'Give pictures and embedded parts their size before they load; do not put anything above what is read already.',
  },
  FCP: {
    short: 'FCP',
    name: 'First Contentful Paint',
    metric: WEB_VITALS_FCP,
    unit: units.Seconds,
    limits: { warn: 1.8, bad: 3 },
    means: 'how long until anything at all was seen',
    act: 'Fast TTFB and slow FCP: styles or scripts block the first paint.',
  },
  TTFB: {
    short: 'TTFB',
    name: 'Time to First Byte',
    metric: WEB_VITALS_TTFB,
    unit: units.Seconds,
    limits: { warn: 0.8, bad: 1.8 },
    means: 'how long until the first byte of the document came: network, redirects and the server',
    act: 'Compare with the latency of the route on Overview: what is not there is network, or a cache that is missed.',
  },
} as const satisfies Record<string, WebVital>;

/** Vitals come once a visit: a window long enough that routes with few visits have a line. */
const WINDOW = '15m';
const ROUTE = { http_route: '=~"$route"' } as const;
const by = (vital: WebVital) => buckets(vital.metric, ROUTE);

/** The 75th percentile of all chosen routes, as web.dev judges a page. */
export function vitalNow(vital: WebVital) {
  const { short, name, means, unit, limits, act } = vital;
  return stat({
    title: short,
    tells: `${name}: ${means}. Three of four visits in the time shown were better than this. Good up to ${limits.warn}, poor from ${limits.bad} on.`,
    act,
    unit,
    limits,
    width: short === 'TTFB' ? 4 : 5,
    query: instant(quantile(0.75, [], ofService(increase(by(vital))))),
  });
}

/** The 75th percentile by route. */
export function vitalOver(vital: WebVital) {
  const { short, name, means, unit, limits, act } = vital;
  return timeSeries({
    title: `${short}, 75th percentile`,
    tells: `${name}: ${means}. Three of four visits of the last ${WINDOW} were better than the line of their route. A dot is one visit: it opens its trace.`,
    act,
    unit,
    limits,
    queries: [
      rangeWithExemplars(
        quantile(0.75, ['http_route'], ofService(rate(by(vital), WINDOW))),
        '{{http_route}}',
      ),
    ],
    links: [linkTo('Only this route', 'frontend', lineLabel('http_route'))],
  });
}

/** Which share of visits was good, and not poor. */
export function vitalRating(vital: WebVital) {
  const { short, name, limits, metric } = vital;
  const visits = sum([], ofService(rate(count(metric, ROUTE), WINDOW)));
  // Prometheus 3 writes the bound 4 as 4.0, earlier ones as the app does.
  const within = (bound: number) =>
    sum([], ofService(rate(buckets(metric, { ...ROUTE, le: `=~"${bound}|${bound.toFixed(1)}"` }), WINDOW)));
  return timeSeries({
    title: `${short}: share of visits`,
    tells: `${name} of the visits of the last ${WINDOW}: the share that was good (up to ${limits.warn}), and the share that was not poor (up to ${limits.bad}).`,
    act: 'A line that falls while the 75th percentile stays is a part of the visitors: compare device classes and routes in the table below.',
    unit: units.PercentUnit,
    max: 1,
    queries: [
      range(`${within(limits.warn)}\n/\n(${visits} > 0)`, 'good'),
      range(`${within(limits.bad)}\n/\n(${visits} > 0)`, 'not poor'),
    ],
  });
}

const p75 = (vital: WebVital) =>
  rows(quantile(0.75, ['http_route', 'device_class'], ofService(increase(by(vital)))));

/** Routes and kinds of devices, the slowest first. */
export const worstRoutes = table({
  title: 'Web Vitals by route and device',
  tells:
    'The 75th percentile of each Web Vital in the time shown, by route and kind of device, the slowest LCP first.',
  act: 'A page that is poor on phones alone is too large for them: look at its scripts and pictures before its server.',
  labels: { http_route: 'Route', device_class: 'Device' },
  width: 12,
  columns: [
    { title: 'LCP', unit: units.Seconds, limits: WEB_VITALS.LCP.limits, query: p75(WEB_VITALS.LCP) },
    { title: 'INP', unit: units.Seconds, limits: WEB_VITALS.INP.limits, query: p75(WEB_VITALS.INP) },
    { title: 'CLS', unit: units.NoUnit, limits: WEB_VITALS.CLS.limits, query: p75(WEB_VITALS.CLS) },
    { title: 'TTFB', unit: units.Seconds, limits: WEB_VITALS.TTFB.limits, query: p75(WEB_VITALS.TTFB) },
  ],
  links: [linkTo('Only this route', 'frontend', rowValue('Route'))],
});
