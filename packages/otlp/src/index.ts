export {
  type AttributeMap,
  type AttributeValue,
  fromAnyValue,
  fromKeyValues,
  toAnyValue,
  toKeyValues,
} from './anyValue.js';
export { isSpanId, isTraceId } from './ids.js';
export { levelOfSeverity, severityOfLevel } from './severity.js';
export {
  attributesToJson,
  type SpanRecord,
  type SpanRecordEvent,
  type SpanRecordLink,
  spanFlags,
  spanToJson,
} from './spanJson.js';
export { millisToNanos, nanosToMillis } from './time.js';
export { FLAG_SAMPLED, formatTraceParent, parseTraceParent, type TraceParent } from './traceparent.js';
export * from './types.js';
