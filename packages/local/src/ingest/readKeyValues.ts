import type { AnyValue, KeyValue } from '@throughline/otlp';
import { field, isObject, type JsonObject, list } from './json.js';
import { RejectedRecord } from './Rejections.js';

/** Deeper values are refused: no reader of ours may run out of stack. */
const MAX_DEPTH = 32;

/** Reads OTLP attributes of an unknown sender and keeps only what OTLP defines. @throws RejectedRecord */
export function readKeyValues(object: JsonObject, key = 'attributes', depth = 0): KeyValue[] {
  return list(object, key).map((entry) => {
    if (!isObject(entry)) throw new RejectedRecord('an attribute is not an object');
    const name = field(entry, 'key');
    if (typeof name !== 'string') throw new RejectedRecord('an attribute has no key');
    return { key: name, value: readAnyValue(field(entry, 'value'), depth) };
  });
}

/** Reads one `AnyValue`. NaN and infinities become text: JSON has no numbers for them. @throws RejectedRecord */
export function readAnyValue(value: unknown, depth = 0): AnyValue {
  if (value === undefined) return {};
  if (depth > MAX_DEPTH) throw new RejectedRecord(`an attribute value is nested deeper than ${MAX_DEPTH}`);
  if (!isObject(value)) throw new RejectedRecord('an attribute value is not an object');
  const string = field(value, 'stringValue');
  if (typeof string === 'string') return { stringValue: string };
  const bool = field(value, 'boolValue');
  if (typeof bool === 'boolean') return { boolValue: bool };
  const int = field(value, 'intValue');
  if (typeof int === 'string' && /^-?\d{1,20}$/.test(int)) return { intValue: int };
  if (typeof int === 'number' && Number.isInteger(int)) return { intValue: BigInt(int).toString() };
  const double = readDouble(field(value, 'doubleValue'));
  if (double !== undefined) return double;
  const bytes = field(value, 'bytesValue');
  if (typeof bytes === 'string') return { bytesValue: bytes };
  const array = field(value, 'arrayValue');
  if (isObject(array)) {
    return { arrayValue: { values: list(array, 'values').map((inner) => readAnyValue(inner, depth + 1)) } };
  }
  const map = field(value, 'kvlistValue');
  if (isObject(map)) return { kvlistValue: { values: readKeyValues(map, 'values', depth + 1) } };
  if (Object.keys(value).length === 0) return {};
  throw new RejectedRecord('an attribute value has none of the types of OTLP');
}

function readDouble(value: unknown): AnyValue | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { doubleValue: value } : { stringValue: String(value) };
  }
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity'
    ? { stringValue: value }
    : undefined;
}
