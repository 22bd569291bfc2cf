import type { TraceState } from '@opentelemetry/api';
import { TRACE_STATE_KEY } from '@throughline/semconv';

/** OpenTelemetry's consistent probability sampling works on 56 bits: 14 hexadecimal digits. */
const DIGITS = 14;
const RANGE = 2 ** 52;
/** A number holds 52 bits exactly: the first 13 of the 14 digits. */
const EXACT_DIGITS = 13;

/**
 * The rejection threshold of a ratio, as `ot=th` writes it: hexadecimal, trailing zeros cut. `undefined` for ratio 0,
 * which has none.
 */
export function thresholdOf(ratio: number): string | undefined {
  if (ratio <= 0) return undefined;
  const rejected = Math.min(RANGE - 1, Math.round((1 - ratio) * RANGE));
  return rejected.toString(16).padStart(EXACT_DIGITS, '0').replace(/0+$/, '') || '0';
}

/**
 * Whether a trace is within the threshold: its randomness (`ot=rv`, else the last 56 bits of the trace id) is not
 * below it. Services with different ratios so keep the same traces.
 */
export function isWithin(threshold: string | undefined, traceId: string, traceState?: TraceState): boolean {
  if (threshold === undefined) return false;
  // Whatever the trace: nothing is below it.
  if (threshold === '0') return true;
  const randomness = (traceState && subKeys(traceState).get('rv')) ?? traceId.slice(-DIGITS);
  // Digits of one case: text compares as the numbers would, and the zeros that were cut change nothing.
  return randomness.toLowerCase() >= threshold;
}

/** `traceState` with its `ot` member's `th` set, or taken off for a trace that is not sampled. */
export function withThreshold(traceState: TraceState, threshold: string | undefined): TraceState {
  const keys = subKeys(traceState);
  if (threshold === undefined) keys.delete('th');
  else keys.set('th', threshold);
  const value = [...keys].map(([key, part]) => `${key}:${part}`).join(';');
  return value === '' ? traceState.unset(TRACE_STATE_KEY) : traceState.set(TRACE_STATE_KEY, value);
}

function subKeys(traceState: TraceState | undefined): Map<string, string> {
  const keys = new Map<string, string>();
  for (const part of traceState?.get(TRACE_STATE_KEY)?.split(';') ?? []) {
    const at = part.indexOf(':');
    if (at > 0) keys.set(part.slice(0, at), part.slice(at + 1));
  }
  const rv = keys.get('rv');
  if (rv !== undefined && !/^[0-9a-f]{14}$/i.test(rv)) keys.delete('rv');
  return keys;
}
