const MAX_AGE_MILLIS = 7 * 24 * 60 * 60 * 1000;
const MAX_AHEAD_MILLIS = 10 * 60 * 1000;
const NANOS_PER_MILLI = 1_000_000n;
const NANOS = /^\d{1,20}$/;
/** Every time from 2001 to 2286. */
const USUAL_NANOS = /^[1-9]\d{18}$/;
const USUAL_MILLIS_DIGITS = 13;

/** An OTLP time (`fixed64` as decimal string or number), or `undefined` when it is none. */
export function parseNanos(value: unknown): bigint | undefined {
  if (typeof value === 'string' && NANOS.test(value)) return BigInt(value);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined;
}

/** Whether a time is one that a store takes: at most 7 days old and 10 minutes ahead. */
export function isPlausible(nanos: bigint, nowMillis: number): boolean {
  return isPlausibleMillis(Number(nanos / NANOS_PER_MILLI), nowMillis);
}

/** A time that was sent: Unix nanoseconds in decimal, and whether a store takes it. `undefined` when it is no time. */
export function readTime(
  value: unknown,
  nowMillis: number,
): { nanos: string; isPlausible: boolean } | undefined {
  if (typeof value === 'string' && USUAL_NANOS.test(value)) {
    const millis = Number(value.slice(0, USUAL_MILLIS_DIGITS));
    return { nanos: value, isPlausible: isPlausibleMillis(millis, nowMillis) };
  }
  const nanos = parseNanos(value);
  return nanos === undefined
    ? undefined
    : { nanos: String(nanos), isPlausible: isPlausible(nanos, nowMillis) };
}

function isPlausibleMillis(millis: number, nowMillis: number): boolean {
  return millis >= nowMillis - MAX_AGE_MILLIS && millis <= nowMillis + MAX_AHEAD_MILLIS;
}
