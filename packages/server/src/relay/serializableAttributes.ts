import type { AttributeMap, AttributeValue } from '@throughline/otlp';

/** Attributes for JSON: integers beyond 2^53 as text. */
export function serializableAttributes(attributes: AttributeMap): AttributeMap {
  const result = Object.create(null) as AttributeMap;
  for (const [key, value] of Object.entries(attributes)) result[key] = serializable(value);
  return result;
}

function serializable(value: AttributeValue): AttributeValue {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.map(serializable);
  return typeof value === 'object' && value !== null ? serializableAttributes(value) : value;
}
