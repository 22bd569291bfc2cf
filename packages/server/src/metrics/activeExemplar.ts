import { isSpanContextValid, type SpanContext, TraceFlags, trace } from '@opentelemetry/api';
import { LOG_SPAN_ID, LOG_TRACE_ID } from '@throughline/semconv';

/** An exemplar's labels. The two ids are far below the 128 characters beyond which prom-client spoils the page. */
export type Exemplar = Record<string, string>;

/** The exemplar that leads to a span; none when the span is not exported, so that no link leads nowhere. */
export function exemplarOf(spanContext: SpanContext | undefined): Exemplar | undefined {
  if (!spanContext || (spanContext.traceFlags & TraceFlags.SAMPLED) === 0) return undefined;
  if (!isSpanContextValid(spanContext)) return undefined;
  return { [LOG_TRACE_ID]: spanContext.traceId, [LOG_SPAN_ID]: spanContext.spanId };
}

/** The exemplar of the running code. */
export function activeExemplar(): Exemplar | undefined {
  return exemplarOf(trace.getActiveSpan()?.spanContext());
}
