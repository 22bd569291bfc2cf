/** Milliseconds since the epoch as OTLP/JSON has a time: nanoseconds, in text, exact to the microsecond. */
export function unixNanos(millis: number): string {
  return `${Math.round(millis * 1e3)}000`;
}
