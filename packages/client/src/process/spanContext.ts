import type { SpanContext } from '@opentelemetry/api';

/** Version 00 of W3C Trace Context, which every sender of today writes. */
const TRACEPARENT = /^00-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/;

/** The span that a `traceparent` names. */
export function spanContextOf(traceparent: string): SpanContext | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent) ?? [];
  return traceId && spanId ? { traceId, spanId, traceFlags: +`0x${flags}` } : undefined;
}
