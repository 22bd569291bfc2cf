/** Unix nanoseconds. They pass 2^53, so they are `bigint` in memory and decimal strings in OTLP/JSON. */

const NANOS_PER_MILLI = 1_000_000n;

/** From milliseconds since the epoch; fractions of a millisecond are kept to the nanosecond. */
export function millisToNanos(millis: number): bigint {
  const whole = Math.floor(millis);
  return BigInt(whole) * NANOS_PER_MILLI + BigInt(Math.round((millis - whole) * 1e6));
}

/** To milliseconds since the epoch, with a fraction. Exact to about a quarter of a microsecond today. */
export function nanosToMillis(nanos: bigint): number {
  return Number(nanos / NANOS_PER_MILLI) + Number(nanos % NANOS_PER_MILLI) / 1e6;
}
