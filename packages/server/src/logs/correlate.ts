import { isSpanContextValid, trace } from '@opentelemetry/api';
import { LOG_SPAN_ID, LOG_TRACE_FLAGS, LOG_TRACE_ID } from '@throughline/semconv';
import { currentRequestScope } from '../tracing/RequestScope.js';

/** Fields that tie a line to the active span, as OpenTelemetry's pino instrumentation names them, and the route. */
export function correlate(): Record<string, string> {
  const spanContext = trace.getActiveSpan()?.spanContext();
  if (!spanContext || !isSpanContextValid(spanContext)) return {};
  const fields: Record<string, string> = {
    [LOG_TRACE_ID]: spanContext.traceId,
    [LOG_SPAN_ID]: spanContext.spanId,
    [LOG_TRACE_FLAGS]: `0${spanContext.traceFlags.toString(16)}`,
  };
  const route = currentRequestScope()?.route;
  if (route !== undefined) fields.route = route;
  return fields;
}
