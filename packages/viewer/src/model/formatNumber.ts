const whole = new Intl.NumberFormat('en-US');

/** A whole number with thousands separated. */
export function formatNumber(value: number): string {
  return whole.format(value);
}
