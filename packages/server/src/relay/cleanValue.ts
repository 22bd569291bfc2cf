import type { AnyValue, KeyValue } from '@throughline/otlp';
import { MAX_ATTRIBUTES, MAX_STRING_LENGTH } from '@throughline/semconv';
import { neutralise } from '../logs/neutralise.js';
import { cleanKey } from './cleanKey.js';
import { redactText } from './redact/redactText.js';
import { REDACTED } from './redact/redactWord.js';

const MAX_DEPTH = 4;
const MAX_ITEMS = 64;
const BASE64 = /^[\w+/-]*={0,2}$/;
const INTEGER = /^-?\d{1,19}$/;

/** Thrown for a record that cannot be kept; the message is the reason that the sender reads. */
export class InvalidRecord extends Error {}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string of bounded length without control characters and secrets. Lines are kept: it stays inside JSON. */
export function cleanString(text: string, maxLength = MAX_STRING_LENGTH): string {
  // First redacted, then cut: half a token could no longer be known for one.
  const redacted = redactText(text.slice(0, 2 * maxLength));
  const cut = redacted.length > maxLength ? `${redacted.slice(0, maxLength - 1)}…` : redacted;
  return neutralise(cut, true);
}

/** An attribute list built anew: known fields only, bounded in number, depth and length. */
export function cleanAttributes(list: unknown, depth = 0): { attributes: KeyValue[]; dropped: number } {
  if (list === undefined) return { attributes: [], dropped: 0 };
  if (!Array.isArray(list)) throw new InvalidRecord('attributes is no list');
  const attributes = list.slice(0, MAX_ATTRIBUTES).map((entry: unknown): KeyValue => {
    if (!isObject(entry) || typeof entry.key !== 'string' || entry.key === '') {
      throw new InvalidRecord('an attribute has no key');
    }
    const { key, isSecret } = cleanKey(entry.key);
    const value = cleanValue(entry.value, depth);
    return { key, value: isSecret ? { stringValue: REDACTED } : value };
  });
  return { attributes, dropped: list.length - attributes.length };
}

/** An `AnyValue` built anew. @throws InvalidRecord for a value of a wrong type, or a number that is not finite */
export function cleanValue(value: unknown, depth = 0): AnyValue {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new InvalidRecord('a value is no AnyValue');
  if (depth > MAX_DEPTH) return { stringValue: '…' };
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } = value;
  if (typeof stringValue === 'string') return { stringValue: cleanString(stringValue) };
  if (typeof boolValue === 'boolean') return { boolValue };
  if (intValue !== undefined) return { intValue: cleanInteger(intValue) };
  if (doubleValue !== undefined) return { doubleValue: cleanDouble(doubleValue) };
  if (isObject(arrayValue)) {
    const values = Array.isArray(arrayValue.values) ? arrayValue.values : [];
    return { arrayValue: { values: values.slice(0, MAX_ITEMS).map((item) => cleanValue(item, depth + 1)) } };
  }
  if (isObject(kvlistValue)) {
    return { kvlistValue: { values: cleanAttributes(kvlistValue.values, depth + 1).attributes } };
  }
  if (typeof bytesValue === 'string') return { bytesValue: cleanBytes(bytesValue) };
  if (Object.keys(value).length === 0) return {};
  throw new InvalidRecord('a value is no AnyValue');
}

function cleanBytes(value: string): string {
  const cut = value.slice(0, MAX_STRING_LENGTH);
  if (!BASE64.test(cut)) throw new InvalidRecord('a bytesValue is no base64');
  return cut;
}

function cleanInteger(value: unknown): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && INTEGER.test(value)) return value;
  throw new InvalidRecord('an intValue is no integer');
}

function cleanDouble(value: unknown): number {
  // JSON's 1e999 parses to Infinity.
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InvalidRecord('a doubleValue is not finite');
}
