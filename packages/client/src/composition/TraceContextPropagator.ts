import {
  type Context,
  isSpanContextValid,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  trace,
} from '@opentelemetry/api';
import { formatTraceParent, parseTraceParent } from '@throughline/otlp';
import { TRACEPARENT } from '../process/TRACEPARENT.js';

/** W3C Trace Context for instrumentations that inject it themselves. What the app has set itself stays. */
export class TraceContextPropagator implements TextMapPropagator {
  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const span = trace.getSpanContext(context);
    if (!span || !isSpanContextValid(span)) return;
    if (carrier instanceof Headers && carrier.has(TRACEPARENT)) return;
    const { traceId, spanId, traceFlags } = span;
    setter.set(carrier, TRACEPARENT, formatTraceParent({ traceId, spanId, flags: traceFlags }));
  }

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const header = getter.get(carrier, TRACEPARENT);
    const parent = parseTraceParent(String(Array.isArray(header) ? header[0] : header));
    if (!parent) return context;
    const { traceId, spanId, flags } = parent;
    return trace.setSpanContext(context, { traceId, spanId, traceFlags: flags, isRemote: true });
  }

  fields(): string[] {
    return [TRACEPARENT];
  }
}
