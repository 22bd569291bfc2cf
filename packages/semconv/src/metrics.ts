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

/** Requests that are being served. */
export const HTTP_SERVER_ACTIVE_REQUESTS = {
  name: 'http_server_active_requests',
  help: 'HTTP server requests in flight.',
  type: 'gauge',
  labels: ['http_request_method'],
} as const satisfies MetricDefinition;

/** Sizes from a small JSON answer to a large download, in bytes. */
export const HTTP_SIZE_BUCKETS = [
  256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216,
] as const;

export const HTTP_SERVER_RESPONSE_BODY_SIZE = {
  name: 'http_server_response_body_size_bytes',
  help: 'Size of HTTP server response bodies as sent, by route template.',
  type: 'histogram',
  labels: ['http_request_method', 'http_route', 'http_response_status_code'],
  buckets: HTTP_SIZE_BUCKETS,
} as const satisfies MetricDefinition;

/** Every outbound HTTP exchange; `error_type` is empty for one that had an answer. */
export const HTTP_CLIENT_REQUEST_DURATION = {
  name: 'http_client_request_duration_seconds',
  help: 'Duration of outbound HTTP requests, by host.',
  type: 'histogram',
  labels: ['http_request_method', 'server_address', 'http_response_status_code', 'error_type'],
  buckets: HTTP_DURATION_BUCKETS,
} as const satisfies MetricDefinition;

export const BUILD_INFO = {
  name: 'throughline_build_info',
  help: 'What runs: always 1.',
  type: 'gauge',
  labels: ['service_name', 'service_version', 'deployment_environment', 'nodejs_version'],
} as const satisfies MetricDefinition;

/** Label sets that went to `other` because a metric had as many series as it may. */
export const METRIC_SERIES_OVERFLOW = {
  name: 'throughline_metric_series_overflow_total',
  help: 'Writes to label sets beyond the cap of a metric, which went to other.',
  type: 'counter',
  labels: ['metric'],
} as const satisfies MetricDefinition;
export const METRIC_COLLECT_ERRORS = {
  name: 'throughline_metric_collect_errors_total',
  help: 'Metrics that were left out of a page because their collector failed or took too long.',
  type: 'counter',
  labels: ['metric'],
} as const satisfies MetricDefinition;
/** Callers' sampled traces beyond the limit, which were not sampled here. */
export const FORCED_TRACES_DENIED = {
  name: 'throughline_forced_traces_denied_total',
  help: 'Traces that callers asked to sample beyond the limit.',
  type: 'counter',
  labels: [],
} as const satisfies MetricDefinition;
export const LOG_LINES_SUPPRESSED = {
  name: 'throughline_log_lines_suppressed_total',
  help: 'Log lines that log sampling left out, by rule.',
  type: 'counter',
  labels: ['rule'],
} as const satisfies MetricDefinition;
export const UNENDED_SPANS = {
  name: 'throughline_unended_spans_total',
  help: 'Spans that were started and not ended in time.',
  type: 'counter',
  labels: [],
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

/** Upper bounds in seconds around what web.dev calls good and poor for LCP, FCP and TTFB. */
export const PAGE_TIMING_BUCKETS = [
  0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.4, 1.8, 2.2, 2.5, 3, 3.5, 4, 5, 7.5, 10, 20, 60,
] as const;

const WEB_VITAL_LABELS = ['http_route', 'device_class'] as const;

export const WEB_VITALS_LCP = {
  name: 'web_vitals_lcp_seconds',
  help: 'Largest Contentful Paint of page loads, by route template. Good up to 2.5 s, poor from 4 s on.',
  type: 'histogram',
  labels: WEB_VITAL_LABELS,
  buckets: PAGE_TIMING_BUCKETS,
} as const satisfies MetricDefinition;
export const WEB_VITALS_FCP = {
  name: 'web_vitals_fcp_seconds',
  help: 'First Contentful Paint of page loads, by route template. Good up to 1.8 s, poor from 3 s on.',
  type: 'histogram',
  labels: WEB_VITAL_LABELS,
  buckets: PAGE_TIMING_BUCKETS,
} as const satisfies MetricDefinition;
export const WEB_VITALS_TTFB = {
  name: 'web_vitals_ttfb_seconds',
  help: 'Time to First Byte of page loads, by route template. Good up to 0.8 s, poor from 1.8 s on.',
  type: 'histogram',
  labels: WEB_VITAL_LABELS,
  buckets: PAGE_TIMING_BUCKETS,
} as const satisfies MetricDefinition;
export const WEB_VITALS_INP = {
  name: 'web_vitals_inp_seconds',
  help: 'Interaction to Next Paint of page visits, by route template. Good up to 0.2 s, poor from 0.5 s on.',
  type: 'histogram',
  labels: WEB_VITAL_LABELS,
  buckets: [0.016, 0.032, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1, 2, 5],
} as const satisfies MetricDefinition;
export const WEB_VITALS_CLS = {
  name: 'web_vitals_cls_score',
  help: 'Cumulative Layout Shift of page visits, by route template. Good up to 0.1, poor from 0.25 on.',
  type: 'histogram',
  labels: WEB_VITAL_LABELS,
  buckets: [0.001, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.4, 0.75, 1.5],
} as const satisfies MetricDefinition;

/** Pages that browsers showed: `kind` is `load` (a document) or `navigation` (inside the app). */
export const BROWSER_PAGE_VIEWS = {
  name: 'browser_page_views_total',
  help: 'Pages shown in browsers, by route template and kind (load, navigation).',
  type: 'counter',
  labels: ['http_route', 'kind'],
} as const satisfies MetricDefinition;
/** Errors in browsers, by the page on which they happened. */
export const BROWSER_ERRORS = {
  name: 'browser_errors_total',
  help: 'Errors in browsers, by route template and kind (exception, rejection, react, console, resource, csp).',
  type: 'counter',
  labels: ['http_route', 'kind'],
} as const satisfies MetricDefinition;
/** Requests of pages without a good answer, by the page that made them. */
export const BROWSER_FETCH_FAILURES = {
  name: 'browser_fetch_failures_total',
  help: 'Requests of pages that failed, by route template of the page and kind (network, 4xx, 5xx).',
  type: 'counter',
  labels: ['http_route', 'kind'],
} as const satisfies MetricDefinition;
/** Pages that Next.js fetched ahead of a click. They have no spans, neither in the browser nor on the server. */
export const BROWSER_PREFETCHES = {
  name: 'browser_prefetches_total',
  help: 'Prefetches of pages in browsers.',
  type: 'counter',
  labels: [],
} as const satisfies MetricDefinition;
/** What the relay answered to browsers. */
export const RELAY_REQUESTS = {
  name: 'throughline_relay_requests_total',
  help: 'Requests to the relay, by signal (traces, logs, other) and HTTP status of the answer.',
  type: 'counter',
  labels: ['signal', 'http_response_status_code'],
} as const satisfies MetricDefinition;
