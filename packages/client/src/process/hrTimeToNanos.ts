import type { HrTime } from '@opentelemetry/api';

/** Unix nanoseconds as OTLP/JSON writes them. The SDK's second part may be negative after a clock correction. */
export function hrTimeToNanos([seconds, nanos]: HrTime): string {
  return (BigInt(seconds) * 1_000_000_000n + BigInt(Math.round(nanos))).toString();
}
