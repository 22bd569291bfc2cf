import type { AttributeValue } from '@throughline/otlp';

/**
 * A list or a map as the text that Jaeger and Loki make of it (OpenTelemetry's mapping to non-OTLP formats, as Go's
 * JSON encoder writes it): sorted keys, integers with every digit, and what means something in HTML escaped.
 */
export function jsonText(value: AttributeValue): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.keys(value).sort();
    return `{${entries.map((key) => `${jsonText(key)}:${jsonText(value[key] ?? null)}`).join(',')}}`;
  }
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
