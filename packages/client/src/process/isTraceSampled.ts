/** One decision a trace, the same wherever it is taken: by the last 32 bits of the trace id. */
export function isTraceSampled(traceId: string, ratio: number): boolean {
  return Number(`0x${traceId.slice(-8)}`) < ratio * 0x1_0000_0000;
}
