/** What a metric is, before any library: the name, its help line, its label names and, for a histogram, its bounds. */
export interface MetricDefinition {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly labels: readonly string[];
  /** Upper bounds in the metric's unit. Histograms only. */
  readonly buckets?: readonly number[];
}

/** Bounds that OpenTelemetry's HTTP conventions advise, in seconds. */
export const HTTP_DURATION_BUCKETS = [
  0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
] as const;

/** Every HTTP server request, at any sampling ratio. */
export const HTTP_SERVER_REQUEST_DURATION = {
  name: 'http_server_request_duration_seconds',
  help: 'Duration of HTTP server requests, by route template.',
  type: 'histogram',
  labels: ['http_request_method', 'http_route', 'http_response_status_code'],
  buckets: HTTP_DURATION_BUCKETS,
} as const satisfies MetricDefinition;

/** Label value of a request whose path matched no route. */
export const UNMATCHED_ROUTE = 'unmatched';

/** Records at each stage of the pipeline: accepted = delivered + dropped + queued. */
export const LEDGER_ACCEPTED = {
  name: 'throughline_ledger_accepted_total',
  help: 'Records that a stage took in.',
  type: 'counter',
  labels: ['stage', 'signal'],
} as const satisfies MetricDefinition;
export const LEDGER_DELIVERED = {
  name: 'throughline_ledger_delivered_total',
  help: 'Records that a stage handed on.',
  type: 'counter',
  labels: ['stage', 'signal'],
} as const satisfies MetricDefinition;
export const LEDGER_DROPPED = {
  name: 'throughline_ledger_dropped_total',
  help: 'Records that a stage gave up, by reason.',
  type: 'counter',
  labels: ['stage', 'signal', 'reason'],
} as const satisfies MetricDefinition;
export const LEDGER_QUEUED = {
  name: 'throughline_ledger_queued',
  help: 'Records that wait in a stage.',
  type: 'gauge',
  labels: ['stage', 'signal'],
} as const satisfies MetricDefinition;
