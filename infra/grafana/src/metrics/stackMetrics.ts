import type { Metric } from '../promql/selectors.js';

/** What Prometheus says of each target. */
export const UP = { name: 'up', labels: [] } satisfies Metric;
export const SCRAPE_DURATION = { name: 'scrape_duration_seconds', labels: [] } satisfies Metric;
export const SCRAPE_SAMPLES = { name: 'scrape_samples_scraped', labels: [] } satisfies Metric;

/** What the Collector says of itself. */
export const COLLECTOR_ACCEPTED_SPANS = {
  name: 'otelcol_receiver_accepted_spans',
  labels: ['receiver', 'transport'],
} as const satisfies Metric;
export const COLLECTOR_SENT_SPANS = {
  name: 'otelcol_exporter_sent_spans',
  labels: ['exporter'],
} as const satisfies Metric;
export const COLLECTOR_QUEUE_SIZE = {
  name: 'otelcol_exporter_queue_size',
  labels: ['exporter', 'data_type'],
} as const satisfies Metric;
export const COLLECTOR_QUEUE_CAPACITY = {
  name: 'otelcol_exporter_queue_capacity',
  labels: ['exporter', 'data_type'],
} as const satisfies Metric;
/** Spans that a receiver gave back (the sender tries again) and those that could not be put into an exporter's queue. */
export const COLLECTOR_REFUSED_SPANS = {
  name: 'otelcol_receiver_refused_spans',
  labels: ['receiver', 'transport'],
} as const satisfies Metric;
/** Traces whose spans were thrown out before the sampler had decided: it holds too few. */
export const COLLECTOR_DROPPED_TOO_EARLY = {
  name: 'otelcol_processor_tail_sampling_sampling_trace_dropped_too_early',
  labels: [],
} satisfies Metric;
/** Records of all signals, as `prometheus/rules/telemetry.yml` adds them up. */
export const COLLECTOR_GIVEN_UP = {
  name: 'exporter:otelcol_failed:sum',
  labels: ['exporter'],
} as const satisfies Metric;

/** What Loki says of itself. */
export const LOKI_LINES = { name: 'loki_distributor_lines_received_total', labels: [] } satisfies Metric;
export const LOKI_DISCARDED = {
  name: 'loki_discarded_samples_total',
  labels: ['reason'],
} as const satisfies Metric;
