export { createJaegerClient, type JaegerClient, type TraceSearch } from './createJaegerClient.js';
export { createLokiClient, type LogLine, type LogSearch, type LokiClient } from './createLokiClient.js';
export {
  createPrometheusClient,
  type MetricExemplar,
  type MetricSample,
  type PrometheusClient,
} from './createPrometheusClient.js';
export type { ClientOptions } from './createRequester.js';
export { formatTrace } from './formatTrace.js';
export { QueryError } from './QueryError.js';
export type { Span, SpanKind, SpanLog, Tags, TagValue, Trace } from './Trace.js';
