import type { AnyValue, AttributeMap, AttributeValue, KeyValue } from '@throughline/otlp';
import { fromAnyValue } from '@throughline/otlp';

/** Attributes as a log line has them, ready for JSON: integers beyond 2^53 are text, `__proto__` is a plain key. */
export function lineAttributes(list: readonly KeyValue[]): AttributeMap {
  // With a prototype: V8 keeps objects without one as hash tables, which take three times as long to write.
  const map: AttributeMap = {};
  for (const { key, value } of list) {
    if (key === '__proto__') define(map, key, lineValue(value));
    else map[key] = lineValue(value);
  }
  return map;
}

function lineValue(value: AnyValue | undefined): AttributeValue {
  if (value?.kvlistValue) return lineAttributes(value.kvlistValue.values ?? []);
  if (value?.arrayValue) return (value.arrayValue.values ?? []).map(lineValue);
  const plain = fromAnyValue(value);
  return typeof plain === 'bigint' ? String(plain) : plain;
}

function define(map: AttributeMap, key: string, value: AttributeValue): void {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
}
