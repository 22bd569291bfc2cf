import { isSpanContextValid, type SpanContext, trace } from '@opentelemetry/api';
import { LOG_SPAN_ID, LOG_TRACE_FLAGS, LOG_TRACE_ID } from '@throughline/semconv';
import { activeContext } from '../tracing/activeContext.js';
import { servedBy } from '../tracing/RequestContext.js';

/** Fields that a line has of the active span, and that the call may give instead. */
export const CORRELATED = [LOG_TRACE_ID, LOG_SPAN_ID, LOG_TRACE_FLAGS, 'route'] as const;

let lastContext: SpanContext | undefined;
let lastFlags = 0;
let lastRoute: string | undefined;
let lastText = '';

/**
 * Fields that tie a line to the active span, as OpenTelemetry's pino instrumentation names them, and the route: as the
 * piece of JSON that goes into each line. Empty outside of spans.
 */
export function correlation(): string {
  const active = activeContext();
  const span = trace.getSpan(active);
  const spanContext = span?.spanContext();
  // What records is valid: no need to look.
  if (!spanContext || (!span?.isRecording() && !isSpanContextValid(spanContext))) return '';
  const served = servedBy(active);
  const route = served && 'route' in served ? served.route : undefined;
  const { traceFlags } = spanContext;
  // A span's lines mostly follow one another.
  if (spanContext === lastContext && traceFlags === lastFlags && route === lastRoute) return lastText;
  lastContext = spanContext;
  lastFlags = traceFlags;
  lastRoute = route;
  lastText = write(spanContext, route);
  return lastText;
}

function write({ traceId, spanId, traceFlags }: SpanContext, route: string | undefined): string {
  const ids = `,"${LOG_TRACE_ID}":"${traceId}","${LOG_SPAN_ID}":"${spanId}","${LOG_TRACE_FLAGS}":"0${traceFlags.toString(16)}"`;
  return route === undefined ? ids : `${ids},"route":${JSON.stringify(route)}`;
}
