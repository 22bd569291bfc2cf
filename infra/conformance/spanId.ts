/** A span id out of a small number. */
export function spanId(number: number): string {
  return `abcdef${String(number).padStart(10, '0')}`;
}
