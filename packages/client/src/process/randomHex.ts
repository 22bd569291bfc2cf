/** Lower-case hex of `bytes` random bytes. Works outside secure contexts, where `crypto.randomUUID` is absent. */
export function randomHex(bytes: number): string {
  let hex = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes))) hex += (byte + 256).toString(16).slice(1);
  return hex;
}
