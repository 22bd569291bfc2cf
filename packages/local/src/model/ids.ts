/** Ids are numbers in the store (16 and 8 bytes) and lower-case hex everywhere else. */
export function idToNumber(hex: string): bigint {
  return BigInt(`0x${hex}`);
}

export function traceIdToHex(id: bigint): string {
  return id.toString(16).padStart(32, '0');
}

export function spanIdToHex(id: bigint): string {
  return id.toString(16).padStart(16, '0');
}
