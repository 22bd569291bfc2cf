/** Unix nanoseconds from their decimal string; what is not one counts as 0, because a page must still open. */
export function parseUnixNano(text: string): bigint {
  return /^\d{1,20}$/.test(text) ? BigInt(text) : 0n;
}

/** Unix milliseconds, with fraction, from a decimal string of Unix nanoseconds. */
export function unixNanoToMs(text: string): number {
  return Number(parseUnixNano(text) / 1000n) / 1000;
}
