export { ConfigurationError } from './config/ConfigurationError.js';
export type { SamplerName, StdoutFormat, ThroughlineOptions } from './config/ThroughlineOptions.js';
export { type HealthCheck, healthCheck } from './health/healthCheck.js';
export type { LogSamplingRule } from './logs/LogSampler.js';
export { logger } from './logs/logger.js';
export { type LoggingOptions, setLogging } from './logs/setLogging.js';
export { MetricDefinitionError } from './metrics/checkMetric.js';
export type {
  Counter,
  Distribution,
  Gauge,
  HistogramOptions,
  LabelValues,
  MetricOptions,
  SummaryOptions,
} from './metrics/MetricOptions.js';
export type { MetricsToken } from './metrics/MetricsAccess.js';
export { metrics } from './metrics/metrics.js';
export { register } from './register.js';
export type { SamplingOptions, SamplingRule, SamplingSettings } from './sampling/SamplingSettings.js';
export { setSampling } from './sampling/setSampling.js';
export { type ErrorContext, type ErroredRequest, onRequestError } from './tracing/onRequestError.js';
export { type SqlCall, sqlSpan } from './tracing/sqlSpan.js';
export { type SpanOptions, withSpan } from './tracing/withSpan.js';
