const MAX_AGE_MILLIS = 7 * 24 * 60 * 60 * 1000;
const MAX_AHEAD_MILLIS = 10 * 60 * 1000;
const NANOS_PER_MILLI = 1_000_000n;
const NANOS = /^\d{1,20}$/;

/** An OTLP time (`fixed64` as decimal string or number), or `undefined` when it is none. */
export function parseNanos(value: unknown): bigint | undefined {
  if (typeof value === 'string' && NANOS.test(value)) return BigInt(value);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : undefined;
}

/** Whether a time is one that a store takes: at most 7 days old and 10 minutes ahead. */
export function isPlausible(nanos: bigint, nowMillis: number): boolean {
  const millis = Number(nanos / NANOS_PER_MILLI);
  return millis >= nowMillis - MAX_AGE_MILLIS && millis <= nowMillis + MAX_AHEAD_MILLIS;
}
