export { ConfigurationError } from './config/ConfigurationError.js';
export type { SamplerName, StdoutFormat, ThroughlineOptions } from './config/ThroughlineOptions.js';
export { logger } from './logs/logger.js';
export { register } from './register.js';
export { type ErrorContext, type ErroredRequest, onRequestError } from './tracing/onRequestError.js';
export { type SqlCall, sqlSpan } from './tracing/sqlSpan.js';
export { type SpanOptions, withSpan } from './tracing/withSpan.js';
