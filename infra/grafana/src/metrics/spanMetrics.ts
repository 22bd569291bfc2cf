import type { Metric } from '../promql/selectors.js';

const LABELS = [
  'service_name',
  'span_name',
  'span_kind',
  'status_code',
  'http_request_method',
  'http_route',
  'http_response_status_code',
  'db_system_name',
] as const;

/** What the Collector's `span_metrics` of `collector/gateway.yaml` counts: all spans, sampled or not. */
export const SPAN_CALLS = { name: 'traces_span_metrics_calls_total', labels: LABELS } satisfies Metric;
export const SPAN_DURATION = {
  name: 'traces_span_metrics_duration_milliseconds',
  labels: LABELS,
} satisfies Metric;
/** Of the traces that were kept only: each exemplar names a trace that Jaeger has. */
export const KEPT_SPAN_DURATION = {
  name: 'traces_span_kept_duration_milliseconds',
  labels: ['service_name', 'span_name', 'span_kind', 'status_code', 'http_route'],
} as const satisfies Metric;

/** What `service_graph` of `collector/gateway-servicegraph.yaml` counts, in the published image only. */
export const SERVICE_GRAPH_REQUESTS = {
  name: 'traces_service_graph_request_total',
  labels: ['client', 'server'],
} as const satisfies Metric;
export const SERVICE_GRAPH_FAILURES = {
  name: 'traces_service_graph_request_failed_total',
  labels: ['client', 'server'],
} as const satisfies Metric;
