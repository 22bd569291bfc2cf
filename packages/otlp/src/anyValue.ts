import type { AnyValue, KeyValue } from './types.js';

/** An attribute value in memory. Maps and bytes arrive from other senders; we send primitives and arrays. */
export type AttributeValue =
  | string
  | number
  | boolean
  | bigint
  | null
  | AttributeValue[]
  | { [key: string]: AttributeValue };
export type AttributeMap = { [key: string]: AttributeValue };

/** To OTLP's `AnyValue`. Integers become `intValue`, other finite numbers `doubleValue`; NaN and infinities strings. */
export function toAnyValue(value: unknown): AnyValue {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'bigint':
      return { intValue: value.toString() };
    case 'number':
      if (Number.isSafeInteger(value)) return { intValue: value.toString() };
      return Number.isFinite(value) ? { doubleValue: value } : { stringValue: String(value) };
    case 'object':
      if (value === null) return {};
      if (Array.isArray(value)) return { arrayValue: { values: value.map(toAnyValue) } };
      return { kvlistValue: { values: toKeyValues(value as Record<string, unknown>) } };
    default:
      return value === undefined ? {} : { stringValue: String(value) };
  }
}

/** To OTLP's attribute list. Entries whose value is `undefined` are left out. */
export function toKeyValues(attributes: Readonly<Record<string, unknown>>): KeyValue[] {
  const list: KeyValue[] = [];
  for (const key of Object.keys(attributes)) {
    const value = attributes[key];
    if (value !== undefined) list.push({ key, value: toAnyValue(value) });
  }
  return list;
}

/** From OTLP's `AnyValue`. An integer outside the safe range becomes a `bigint`; bytes stay base64 text. */
export function fromAnyValue(value: AnyValue | undefined): AttributeValue {
  if (!value) return null;
  if (value.stringValue !== undefined) return value.stringValue;
  if (value.boolValue !== undefined) return value.boolValue;
  if (value.intValue !== undefined) return fromInt(value.intValue);
  if (value.doubleValue !== undefined) return value.doubleValue;
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(fromAnyValue);
  if (value.kvlistValue !== undefined) return fromKeyValues(value.kvlistValue.values);
  if (value.bytesValue !== undefined) return value.bytesValue;
  return null;
}

/** From OTLP's attribute list. Of two entries with one key the last one counts; `__proto__` is a plain key. */
export function fromKeyValues(list: readonly KeyValue[] | undefined): AttributeMap {
  const map: AttributeMap = Object.create(null) as AttributeMap;
  for (const { key, value } of list ?? []) map[key] = fromAnyValue(value);
  return map;
}

function fromInt(value: string | number): number | bigint | string {
  if (typeof value === 'number') return value;
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  return /^-?\d{1,20}$/.test(value) ? BigInt(value) : value;
}
