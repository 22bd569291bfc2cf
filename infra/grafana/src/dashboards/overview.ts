import * as units from '@grafana/grafana-foundation-sdk/units';
import { HTTP_SERVER_ACTIVE_REQUESTS, HTTP_SERVER_REQUEST_DURATION } from '@throughline/semconv';
import { LOKI } from '../dataSources.js';
import { layOut } from '../layOut.js';
import { lineLabel, linkTo, rowValue, UIDS } from '../links.js';
import { logs } from '../panels/logs.js';
import { stat } from '../panels/stat.js';
import { table } from '../panels/table.js';
import { timeSeries } from '../panels/timeSeries.js';
import { increase, quantile, rate, share, sum } from '../promql/functions.js';
import { ofService } from '../promql/ofService.js';
import { buckets, count, series } from '../promql/selectors.js';
import { countedLines, lines } from '../queries/lokiQuery.js';
import { instant, range, rangeWithExemplars, rows } from '../queries/prometheusQuery.js';
import { environmentVariable, routeVariable, serviceVariable } from '../variables.js';
import { errorBudget } from './errorBudget.js';
import { ERROR_LINES } from './errorLines.js';

const ROUTE = { http_route: '=~"$route"' } as const;
const requests = count(HTTP_SERVER_REQUEST_DURATION, ROUTE);
const failures = count(HTTP_SERVER_REQUEST_DURATION, { ...ROUTE, http_response_status_code: '=~"5.."' });
const durations = buckets(HTTP_SERVER_REQUEST_DURATION, ROUTE);
const BY_SERVICE = ['service_name'];
const BY_ROUTE = ['service_name', 'http_route'];

const failedShare = (labels: string[], of: (selector: string) => string) =>
  share(sum(labels, ofService(of(failures))), sum(labels, ofService(of(requests))));
const latency = (q: number, labels: string[], of: (selector: string) => string) =>
  quantile(q, labels, ofService(of(durations)));

const toRoute = linkTo('Only this route', 'overview', lineLabel('http_route'));
const SECONDS = { warn: 0.5, bad: 1 };
const SHARE = { warn: 0.001, bad: 0.01 };

const now = [
  stat({
    title: 'Requests',
    tells:
      'HTTP requests per second that the chosen services answered in the last minute, all routes together.',
    act: 'A sudden fall with no deployment is traffic that does not arrive: look at the load balancer and at "Targets down" on Telemetry health.',
    unit: units.RequestsPerSecond,
    query: instant(sum([], ofService(rate(requests, '1m')))),
  }),
  stat({
    title: 'Failed requests',
    tells:
      'Share of requests answered with 5xx in the time shown. Yellow from 0.1 % on, which is what the objective of 99.9 % allows.',
    act: 'Find the route in the table below, then a red dot or an error line: both open the trace.',
    unit: units.PercentUnit,
    decimals: 2,
    limits: SHARE,
    query: instant(failedShare([], increase)),
  }),
  stat({
    title: 'Latency, 95th percentile',
    tells:
      '95 of 100 requests of the time shown were faster than this. Red from 1 s on: what the objective calls slow.',
    act: 'Sort the table below by latency, open the trace of a dot in its chart, and read where the time went.',
    unit: units.Seconds,
    limits: SECONDS,
    query: instant(latency(0.95, [], increase)),
  }),
  stat({
    title: 'In flight',
    tells: 'Requests that are being served right now.',
    act: 'A number that only rises means requests that never end: look at the event loop on Runtime and at slow calls on Dependencies.',
    unit: units.Short,
    query: instant(sum([], ofService(series(HTTP_SERVER_ACTIVE_REQUESTS)))),
    links: [linkTo('Runtime', 'runtime')],
  }),
  ...errorBudget.now,
];

const byService = [
  timeSeries({
    title: 'Requests by service',
    tells: 'HTTP requests per second, whatever share of them is traced.',
    act: 'Compare with the day before. More traffic explains more latency; less traffic with more errors is people who gave up.',
    unit: units.RequestsPerSecond,
    queries: [range(sum(BY_SERVICE, ofService(rate(requests))), '{{service_name}}')],
  }),
  timeSeries({
    title: 'Failed requests by service',
    tells: 'Share of requests answered with 5xx.',
    act: 'When several services fail at once, begin with the one that the others call: see Dependencies.',
    unit: units.PercentUnit,
    limits: SHARE,
    queries: [range(failedShare(BY_SERVICE, rate), '{{service_name}}')],
    links: [linkTo('Dependencies', 'dependencies')],
  }),
  timeSeries({
    title: 'Latency by service',
    tells:
      'Half of the requests, 95 and 99 of 100 were faster than the three lines of a service. Each dot is one request: it opens its trace.',
    act: 'Open a dot high above the lines. When the median rises too, everything is slow: look at Runtime. When only the 99th rises, it is some routes: see below.',
    unit: units.Seconds,
    limits: SECONDS,
    queries: [
      range(latency(0.5, BY_SERVICE, rate), '{{service_name}} median'),
      rangeWithExemplars(latency(0.95, BY_SERVICE, rate), '{{service_name}} 95th'),
      range(latency(0.99, BY_SERVICE, rate), '{{service_name}} 99th'),
    ],
  }),
];

const byRoute = [
  table({
    title: 'Routes',
    tells:
      'Each route in the time shown: requests, share of 5xx, and the latency that 95 and 99 of 100 requests stay under. `unmatched` is what no route takes.',
    act: 'Click a row to see that route alone. A route with few requests and a high share of errors may be one visitor: look at its error lines.',
    labels: { service_name: 'Service', http_route: 'Route' },
    columns: [
      { title: 'Requests', unit: units.Short, query: rows(sum(BY_ROUTE, ofService(increase(requests)))) },
      {
        title: 'Failed',
        unit: units.PercentUnit,
        limits: SHARE,
        query: rows(failedShare(BY_ROUTE, increase)),
      },
      {
        title: '95th percentile',
        unit: units.Seconds,
        limits: SECONDS,
        query: rows(latency(0.95, BY_ROUTE, increase)),
      },
      {
        title: '99th percentile',
        unit: units.Seconds,
        limits: SECONDS,
        query: rows(latency(0.99, BY_ROUTE, increase)),
      },
    ],
    links: [linkTo('Only this route', 'overview', rowValue('Route'))],
  }),
  timeSeries({
    title: 'Requests by route',
    tells: 'HTTP requests per second by route template.',
    act: 'Click a line to see that route alone.',
    unit: units.RequestsPerSecond,
    queries: [range(sum(BY_ROUTE, ofService(rate(requests))), '{{service_name}} {{http_route}}')],
    links: [toRoute],
  }),
  timeSeries({
    title: 'Failed requests by route',
    tells: 'Requests answered with 5xx, per second, by route and status. Empty when nothing fails.',
    act: 'Click a line to see that route alone, then read the error lines at the bottom: each has the link to its trace.',
    unit: units.RequestsPerSecond,
    queries: [
      range(
        sum([...BY_ROUTE, 'http_response_status_code'], ofService(rate(failures))),
        '{{service_name}} {{http_route}} {{http_response_status_code}}',
      ),
    ],
    links: [toRoute],
  }),
  timeSeries({
    title: 'Latency by route, 95th percentile',
    tells:
      '95 of 100 requests of a route were faster than its line. Each dot is one request: it opens its trace.',
    act: 'Open a dot of the slow route and look which span takes the time: SQL, a call to another service, or the handler itself.',
    unit: units.Seconds,
    limits: SECONDS,
    queries: [rangeWithExemplars(latency(0.95, BY_ROUTE, rate), '{{service_name}} {{http_route}}')],
    links: [toRoute],
  }),
];

const errors = [
  timeSeries({
    title: 'Error lines',
    tells:
      'Log lines of level error and fatal, by service and by where they were written: on the server or in a browser.',
    act: 'A rise beside a rise of failed requests is the same trouble; a rise alone is trouble that the app survived.',
    unit: units.Short,
    dataSource: LOKI,
    width: 10,
    stacked: true,
    queries: [
      countedLines(
        `sum by (service_name, source) (count_over_time(${ERROR_LINES} [$__auto]))`,
        '{{service_name}} ({{source}})',
      ),
    ],
  }),
  logs({
    title: 'The error lines themselves',
    tells: 'The newest 200 of them, from the server and from browsers in one reading.',
    act: 'Open a line: "Open the trace" shows the request that it belongs to, from the click on.',
    width: 14,
    query: lines(ERROR_LINES),
  }),
];

/** Is anything wrong, and on which route? */
export const overview = () =>
  layOut({
    uid: UIDS.overview,
    title: 'Overview',
    description:
      'Rate, errors and duration of every request by service and route; the error budget; the error lines.',
    variables: [serviceVariable(), environmentVariable(), routeVariable(HTTP_SERVER_REQUEST_DURATION)],
    sections: [
      { panels: now },
      { title: 'Services', panels: byService },
      { title: 'Routes', panels: byRoute },
      { title: 'Alerts and error budget', panels: errorBudget.over },
      { title: 'Error lines', panels: errors },
    ],
  });
