import * as units from '@grafana/grafana-foundation-sdk/units';
import {
  BROWSER_ERRORS,
  BROWSER_FETCH_FAILURES,
  BROWSER_PAGE_VIEWS,
  BROWSER_PREFETCHES,
  RELAY_REQUESTS,
} from '@throughline/semconv';
import { LOKI } from '../dataSources.js';
import { layOut } from '../layOut.js';
import { lineLabel, linkTo, rowValue, UIDS } from '../links.js';
import { logs } from '../panels/logs.js';
import { table } from '../panels/table.js';
import { timeSeries } from '../panels/timeSeries.js';
import { increase, rate, share, sum } from '../promql/functions.js';
import { ofService } from '../promql/ofService.js';
import { series } from '../promql/selectors.js';
import { countedLines, lines } from '../queries/lokiQuery.js';
import { range, rows } from '../queries/prometheusQuery.js';
import { environmentVariable, routeVariable, serviceVariable } from '../variables.js';
import { BROWSER_ERROR_LINES } from './errorLines.js';
import { vitalNow, vitalOver, vitalRating, WEB_VITALS, worstRoutes } from './webVitals.js';

const ROUTE = { http_route: '=~"$route"' } as const;
const views = series(BROWSER_PAGE_VIEWS, ROUTE);
const errors = series(BROWSER_ERRORS, ROUTE);
const failedFetches = series(BROWSER_FETCH_FAILURES, ROUTE);
const toRoute = linkTo('Only this route', 'frontend', lineLabel('http_route'));

const { LCP, INP, CLS, FCP, TTFB } = WEB_VITALS;

const use = [
  timeSeries({
    title: 'Page views',
    tells:
      'Pages shown in browsers per second, by route template: loaded as documents, or reached by a navigation inside the app. And pages of all routes that Next.js fetched ahead of a click.',
    act: 'Compare with "Requests" of Overview: views that fall while requests do not are pages whose script fails, or a relay that refuses.',
    unit: units.CountsPerSecond,
    queries: [
      range(sum(['http_route', 'kind'], ofService(rate(views))), '{{http_route}} {{kind}}'),
      range(sum([], ofService(rate(series(BROWSER_PREFETCHES)))), 'fetched ahead'),
    ],
    links: [toRoute],
  }),
  timeSeries({
    title: 'Errors in browsers',
    tells:
      'Errors per second by route and kind: exceptions, rejections that nobody handled, what React caught, resources that did not load, blocked content.',
    act: 'Read the lines at the bottom: each has its stack and the link to its trace. A rise right after a release is the release.',
    unit: units.CountsPerSecond,
    stacked: true,
    queries: [range(sum(['http_route', 'kind'], ofService(rate(errors))), '{{http_route}} {{kind}}')],
    links: [toRoute],
  }),
  timeSeries({
    title: 'Failed requests of pages',
    tells:
      'Requests that pages made and that had no good answer, per second, by the page: no answer at all (`network`), 4xx or 5xx.',
    act: '5xx are on Overview too. `network` is not: those never reached the server, so look at the network, at CORS and at ad blockers.',
    unit: units.CountsPerSecond,
    stacked: true,
    queries: [range(sum(['http_route', 'kind'], ofService(rate(failedFetches))), '{{http_route}} {{kind}}')],
    links: [linkTo('Overview', 'overview')],
  }),
  table({
    title: 'Pages',
    tells: 'Each page in the time shown: views, errors for each view, and failed requests for each view.',
    act: 'Click a row to see that page alone. Begin with what many see and what fails for a large share of them.',
    labels: { http_route: 'Route' },
    width: 12,
    columns: [
      { title: 'Views', unit: units.Short, query: rows(sum(['http_route'], ofService(increase(views)))) },
      {
        title: 'Errors a view',
        unit: units.PercentUnit,
        limits: { warn: 0.01, bad: 0.05 },
        query: rows(
          share(
            sum(['http_route'], ofService(increase(errors))),
            sum(['http_route'], ofService(increase(views))),
          ),
        ),
      },
      {
        title: 'Failed requests a view',
        unit: units.PercentUnit,
        limits: { warn: 0.01, bad: 0.05 },
        query: rows(
          share(
            sum(['http_route'], ofService(increase(failedFetches))),
            sum(['http_route'], ofService(increase(views))),
          ),
        ),
      },
    ],
    links: [linkTo('Only this route', 'frontend', rowValue('Route'))],
  }),
  worstRoutes,
];

const intake = [
  timeSeries({
    title: 'Answers of the relay',
    tells: 'Requests of browsers to the relay per second, by signal and status. 200 is taken.',
    act: '429 and 503: it protects itself, see the limits of the relay in the docs. 403: another origin, or a proxy that changes the host. 400 and 415: not our client.',
    unit: units.RequestsPerSecond,
    stacked: true,
    width: 12,
    queries: [
      range(
        sum(['signal', 'http_response_status_code'], ofService(rate(series(RELAY_REQUESTS)))),
        '{{signal}} {{http_response_status_code}}',
      ),
    ],
    links: [linkTo('Telemetry health', 'telemetryHealth')],
  }),
  timeSeries({
    title: 'Share refused by the relay',
    tells:
      'Share of requests that the relay did not answer with 2xx. Browsers try again later what was answered with 429 or 503.',
    act: 'Above 1 % for long, data of real visitors is missing on this page. See the statuses beside.',
    unit: units.PercentUnit,
    width: 12,
    limits: { warn: 0.01, bad: 0.05 },
    queries: [
      range(
        share(
          sum(['signal'], ofService(rate(series(RELAY_REQUESTS, { http_response_status_code: '!~"2.."' })))),
          sum(['signal'], ofService(rate(series(RELAY_REQUESTS)))),
        ),
        '{{signal}}',
      ),
    ],
  }),
];

const written = [
  timeSeries({
    title: 'Lines written by browsers',
    tells: 'Log lines of level warn, error and fatal that browsers sent, by level.',
    act: 'The lines themselves are beside.',
    unit: units.Short,
    dataSource: LOKI,
    width: 10,
    stacked: true,
    queries: [
      countedLines(
        `sum by (service_name, level) (count_over_time(${BROWSER_ERROR_LINES} [$__auto]))`,
        '{{service_name}} {{level}}',
      ),
    ],
  }),
  logs({
    title: 'What browsers said',
    tells: 'The newest 200 lines of level warn, error and fatal, with stacks.',
    act: 'Open a line: "Open the trace" shows what the page did before, and what the server did meanwhile.',
    width: 14,
    query: lines(BROWSER_ERROR_LINES),
  }),
];

/** What do visitors see: how fast, how stable, how broken? */
export const frontend = () =>
  layOut({
    uid: UIDS.frontend,
    title: 'Frontend',
    description:
      'What real browsers measured: Web Vitals by route, page views, errors, failed requests, and whether the relay takes it all.',
    variables: [serviceVariable(), environmentVariable(), routeVariable(BROWSER_PAGE_VIEWS)],
    sections: [
      { panels: [LCP, INP, CLS, FCP, TTFB].map(vitalNow) },
      { title: 'Web Vitals by route', panels: [LCP, INP, CLS].map(vitalOver) },
      { title: 'How many visits are good', panels: [LCP, INP, CLS].map(vitalRating) },
      { title: 'Pages', panels: use },
      { title: 'Relay intake', panels: intake },
      { title: 'Lines of browsers', panels: written },
    ],
  });
