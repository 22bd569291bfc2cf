import * as units from '@grafana/grafana-foundation-sdk/units';
import { HTTP_CLIENT_REQUEST_DURATION } from '@throughline/semconv';
import { layOut } from '../layOut.js';
import { linkTo, UIDS } from '../links.js';
import {
  KEPT_SPAN_DURATION,
  SERVICE_GRAPH_FAILURES,
  SERVICE_GRAPH_REQUESTS,
  SPAN_CALLS,
  SPAN_DURATION,
} from '../metrics/spanMetrics.js';
import { dependencyGraph } from '../panels/dependencyGraph.js';
import { table } from '../panels/table.js';
import { timeSeries } from '../panels/timeSeries.js';
import { increase, orZero, quantile, rate, share, sum } from '../promql/functions.js';
import { ofService } from '../promql/ofService.js';
import { buckets, count, series } from '../promql/selectors.js';
import { range, rangeWithExemplars, rows } from '../queries/prometheusQuery.js';
import { environmentVariable, serviceVariable } from '../variables.js';

/** Browsers of a service are a service of their own for the Collector. */
const SPANS_OF = { service_name: '=~"($service)(-browser)?"' } as const;
const FAILED = { status_code: '="STATUS_CODE_ERROR"' } as const;
const DATABASE = { ...SPANS_OF, span_kind: '="SPAN_KIND_CLIENT"', db_system_name: '!=""' } as const;
const SHARE = { warn: 0.001, bad: 0.01 };
const BY_HOST = ['service_name', 'server_address'];
const BY_OPERATION = ['service_name', 'db_system_name', 'span_name'];

const outbound = count(HTTP_CLIENT_REQUEST_DURATION);
/** No answer has no status; `or` counts an exchange once, whatever labels it has. */
const failedOutbound = (of: (selector: string) => string) =>
  sum(
    BY_HOST,
    ofService(
      `(${of(count(HTTP_CLIENT_REQUEST_DURATION, { http_response_status_code: '=~"5.."' }))} or ${of(count(HTTP_CLIENT_REQUEST_DURATION, { error_type: '!=""' }))})`,
    ),
  );

const map = [
  dependencyGraph({
    title: 'Who calls whom',
    tells:
      'Services and the calls between them, out of the traces that Jaeger keeps of the time shown: from the browsers on. The number at an edge is calls in kept traces, not all calls.',
    act: 'Begin at the service that has trouble and walk along its edges: what it calls is in the charts below.',
    width: 10,
  }),
  table({
    title: 'Calls to other hosts',
    tells:
      'Each outbound HTTP exchange of the services in the time shown, whatever share of them is traced: by host, with the share that had no answer or 5xx, and the latency.',
    act: 'A host that fails or is slow makes the routes slow that call it: those are on Overview. A host that nobody expected is worth a question too.',
    labels: { service_name: 'Service', server_address: 'Host' },
    width: 14,
    columns: [
      { title: 'Calls', unit: units.Short, query: rows(sum(BY_HOST, ofService(increase(outbound)))) },
      {
        title: 'Failed',
        unit: units.PercentUnit,
        limits: SHARE,
        query: rows(share(failedOutbound(increase), sum(BY_HOST, ofService(increase(outbound))))),
      },
      {
        title: '95th percentile',
        unit: units.Seconds,
        query: rows(quantile(0.95, BY_HOST, ofService(increase(buckets(HTTP_CLIENT_REQUEST_DURATION))))),
      },
    ],
    links: [linkTo('Overview', 'overview')],
  }),
];

const http = [
  timeSeries({
    title: 'Calls by host',
    tells: 'Outbound HTTP exchanges per second.',
    act: 'More calls than requests of the service: something calls in a loop, or tries again too often.',
    unit: units.RequestsPerSecond,
    queries: [range(sum(BY_HOST, ofService(rate(outbound))), '{{service_name}} to {{server_address}}')],
  }),
  timeSeries({
    title: 'Failed calls by host',
    tells: 'Share of outbound exchanges that were answered with 5xx or not at all.',
    act: 'Ask those who run that host, with a trace in hand. Meanwhile: does the app live without it?',
    unit: units.PercentUnit,
    limits: SHARE,
    queries: [
      range(
        share(failedOutbound(rate), sum(BY_HOST, ofService(rate(outbound)))),
        '{{service_name}} to {{server_address}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Latency by host, 95th percentile',
    tells: '95 of 100 calls to a host were faster than its line. Each dot is one call: it opens its trace.',
    act: 'Open a high dot: is it the network, or does the other side say that it was slow itself?',
    unit: units.Seconds,
    queries: [
      rangeWithExemplars(
        quantile(0.95, BY_HOST, ofService(rate(buckets(HTTP_CLIENT_REQUEST_DURATION)))),
        '{{service_name}} to {{server_address}}',
      ),
    ],
  }),
];

const database = [
  timeSeries({
    title: 'Statements',
    tells:
      'Statements to databases per second, by service and kind of statement, of all traces that the Collector got.',
    act: 'Many of one kind for each request is a query in a loop: open one of the traces.',
    unit: units.OpsPerSecond,
    queries: [range(sum(BY_OPERATION, rate(series(SPAN_CALLS, DATABASE))), '{{service_name}} {{span_name}}')],
  }),
  timeSeries({
    title: 'Failed statements',
    tells: 'Share of statements that ended as an error, by service and database.',
    act: 'The text of the error is at the span: search Jaeger for `error=true` of that service.',
    unit: units.PercentUnit,
    limits: SHARE,
    queries: [
      range(
        share(
          sum(['service_name', 'db_system_name'], rate(series(SPAN_CALLS, { ...DATABASE, ...FAILED }))),
          sum(['service_name', 'db_system_name'], rate(series(SPAN_CALLS, DATABASE))),
        ),
        '{{service_name}} to {{db_system_name}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Latency of statements, 95th percentile',
    tells: '95 of 100 statements of a kind were faster than its line.',
    act: 'One kind that rises with its data needs an index. All kinds at once: the database itself, or too few connections.',
    unit: units.Milliseconds,
    queries: [
      range(
        quantile(0.95, BY_OPERATION, rate(buckets(SPAN_DURATION, DATABASE))),
        '{{service_name}} {{span_name}}',
      ),
    ],
  }),
];

const services = [
  timeSeries({
    title: 'Spans by service',
    tells:
      'Spans per second that the Collector counted, before sampling, by service and kind. Browsers are services named `...-browser`.',
    act: 'A service that is missing sends nothing: check its `OTEL_EXPORTER_OTLP_ENDPOINT`, then Telemetry health.',
    unit: units.CountsPerSecond,
    queries: [
      range(
        sum(['service_name', 'span_kind'], rate(series(SPAN_CALLS, SPANS_OF))),
        '{{service_name}} {{span_kind}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Failed spans by service',
    tells: 'Share of spans that ended as an error, by service.',
    act: 'The first service from the right of the map that fails is where to begin: those that call it fail because of it.',
    unit: units.PercentUnit,
    limits: SHARE,
    queries: [
      range(
        share(
          sum(['service_name'], rate(series(SPAN_CALLS, { ...SPANS_OF, ...FAILED }))),
          sum(['service_name'], rate(series(SPAN_CALLS, SPANS_OF))),
        ),
        '{{service_name}}',
      ),
    ],
  }),
  timeSeries({
    title: 'Latency of kept traces, 95th percentile',
    tells:
      'Spans that answer a request, of the traces that the gateway kept: errors and slow ones are all there, of the rest a part. So it is no latency of all requests (Overview has that), but each of its dots is a trace that Jaeger has.',
    act: 'Open a high dot.',
    unit: units.Milliseconds,
    queries: [
      rangeWithExemplars(
        quantile(
          0.95,
          ['service_name'],
          rate(buckets(KEPT_SPAN_DURATION, { ...SPANS_OF, span_kind: '="SPAN_KIND_SERVER"' })),
        ),
        '{{service_name}}',
      ),
    ],
  }),
];

const EDGE = ['client', 'server'];
const EDGES_OF = { client: '=~"($service)(-browser)?"' } as const;
const NEEDS =
  'Needs `service_graph` of the Collector: `collector/gateway-servicegraph.yaml`, in the published image.';

const serviceGraph = [
  timeSeries({
    title: 'Calls between services',
    tells: `Calls per second between each two services, of all traces. ${NEEDS}`,
    act: 'Without data: start the gateway with both files.',
    unit: units.RequestsPerSecond,
    width: 12,
    queries: [range(sum(EDGE, rate(series(SERVICE_GRAPH_REQUESTS, EDGES_OF))), '{{client}} to {{server}}')],
  }),
  timeSeries({
    title: 'Failed calls between services',
    tells: `Failed calls per second between each two services. ${NEEDS}`,
    act: 'The edge furthest from the browsers that fails is where to begin.',
    unit: units.RequestsPerSecond,
    width: 12,
    queries: [
      range(
        orZero(
          sum(EDGE, rate(series(SERVICE_GRAPH_FAILURES, EDGES_OF))),
          sum(EDGE, rate(series(SERVICE_GRAPH_REQUESTS, EDGES_OF))),
        ),
        '{{client}} to {{server}}',
      ),
    ],
  }),
];

/** What does a service wait for, and does that work? */
export const dependencies = () =>
  layOut({
    uid: UIDS.dependencies,
    title: 'Dependencies',
    description:
      'Who calls whom, and how well: other hosts, databases, services. Databases and services are counted by the Collector.',
    variables: [serviceVariable(), environmentVariable()],
    sections: [
      { panels: map },
      { title: 'Calls to other hosts', panels: http },
      { title: 'Databases (by the Collector)', panels: database },
      { title: 'Services (by the Collector)', panels: services },
      { title: 'Service graph (needs the published Collector image)', panels: serviceGraph, folded: true },
    ],
  });
