/**
 * The bound of a bucket or the rank of a quantile as Prometheus 3 stores it, however the page writes it: as OpenMetrics
 * writes floats. "4", "4.0" and "4e0" are one series.
 */
export function normalizeBound(text: string): string {
  const value = Number(text.replace(/^([+-]?)Inf$/i, '$1Infinity'));
  if (text === '' || Number.isNaN(value)) return text;
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  // Go's shortest form of a float: an exponent from a million on, and below a ten-thousandth.
  if (power < -4 || power >= 6) {
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  const plain = String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}
