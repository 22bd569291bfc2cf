import { isSpanId, isTraceId } from './ids.js';

/** The `traceparent` header (W3C Trace Context Level 2, section 3.2). */
export interface TraceParent {
  traceId: string;
  spanId: string;
  /** Bit field: 1 is sampled, 2 is random. Unknown bits are kept. */
  flags: number;
}

/** Flag bit: the caller recorded the trace. */
export const FLAG_SAMPLED = 1;

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * Reads a `traceparent` value. Returns `undefined` for anything invalid: version `ff`, all-zero ids,
 * upper-case hex, or a version 00 with something behind the flags. Later versions may carry more fields.
 */
export function parseTraceParent(value: string): TraceParent | undefined {
  const match = TRACEPARENT.exec(value.trim());
  if (!match) return undefined;
  const [, version, traceId, spanId, flags, rest] = match;
  if (version === 'ff' || (version === '00' && rest !== undefined)) return undefined;
  if (!isTraceId(traceId) || !isSpanId(spanId) || flags === undefined) return undefined;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) };
}

/** Writes a version 00 `traceparent` value. */
export function formatTraceParent({ traceId, spanId, flags }: TraceParent): string {
  return `00-${traceId}-${spanId}-${(flags & 0xff).toString(16).padStart(2, '0')}`;
}
