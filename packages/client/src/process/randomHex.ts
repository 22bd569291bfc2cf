/** Lower-case hex of `bytes` random bytes. Works outside secure contexts, where `crypto.randomUUID` is absent. */
export function randomHex(bytes: number): string {
  let hex = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes))) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
