/**
 * The `tracestate` of a trace within the share that is sampled, `ot=th:<threshold>`; empty of one that is not. One
 * decision a trace, the same wherever it is taken: OpenTelemetry's consistent probability sampling, which asks whether the
 * last 56 bits of the trace id reach the threshold. Both are hexadecimal, and compare as text as they would as fractions.
 */
export function sampledState(traceId: string, ratio: number): string {
  // '0.e6666666666668' is 0.9: digits of a fraction, 14 at most, without zeros at the end.
  const threshold = (1 - ratio).toString(16).slice(2) || '0';
  return ratio && traceId.slice(-14) >= threshold ? `ot=th:${threshold}` : '';
}
