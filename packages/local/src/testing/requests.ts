import { randomBytes } from 'node:crypto';
import type { ExportTraceServiceRequest, OtlpSpan } from '@throughline/otlp';

export const newTraceId = () => randomBytes(16).toString('hex');
export const newSpanId = () => randomBytes(8).toString('hex');

/** Now in Unix nanoseconds, plus some milliseconds. */
export function nowNanos(plusMillis = 0): bigint {
  return BigInt(Date.now() + plusMillis) * 1_000_000n;
}

/** A valid span of 5 ms that starts now; `parts` replace its fields. */
export function spanOf(parts: Partial<OtlpSpan> = {}): OtlpSpan {
  const start = parts.startTimeUnixNano ?? nowNanos().toString();
  return {
    traceId: newTraceId(),
    spanId: newSpanId(),
    name: 'work',
    kind: 1,
    startTimeUnixNano: start,
    endTimeUnixNano: (BigInt(start) + 5_000_000n).toString(),
    ...parts,
  };
}

/** A request with spans of one service. */
export function traceRequest(
  service: string,
  spans: readonly unknown[],
  resource: Readonly<Record<string, string>> = {},
): ExportTraceServiceRequest {
  const attributes = Object.entries({ 'service.name': service, ...resource }).map(([key, stringValue]) => ({
    key,
    value: { stringValue },
  }));
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans: spans as OtlpSpan[] }] }] };
}
