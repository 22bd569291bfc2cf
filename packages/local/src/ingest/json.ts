import { RejectedRecord } from './Rejections.js';

/** Reading JSON of unknown senders: own properties only, so that `__proto__` and `constructor` are plain keys. */
export type JsonObject = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property; `undefined` where it is missing or null, which protobuf's JSON takes for missing. */
export function field(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? (object[key] ?? undefined) : undefined;
}

/** @throws RejectedRecord where the field is there and is not a list. */
export function list(object: JsonObject, key: string): readonly unknown[] {
  const value = field(object, key);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new RejectedRecord(`${key} is not a list`);
  return value;
}

/** @throws RejectedRecord where the field is there and is not text. */
export function text(object: JsonObject, key: string): string {
  const value = field(object, key);
  if (value === undefined) return '';
  if (typeof value !== 'string') throw new RejectedRecord(`${key} is not a string`);
  return value;
}

/** An enum or a count; 0 where it is missing. @throws RejectedRecord where it is not a whole number in range. */
export function whole(object: JsonObject, key: string, max: number): number {
  const value = field(object, key);
  if (value === undefined) return 0;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
    throw new RejectedRecord(`${key} is not a whole number from 0 to ${max}`);
  }
  return value;
}

const MAX_NANOS = 2n ** 63n - 1n;

/** Unix nanoseconds, as a decimal string or a number; 0 where missing. @throws RejectedRecord where it is neither. */
export function nanos(object: JsonObject, key: string): bigint {
  const value = field(object, key);
  if (value === undefined) return 0n;
  let number: bigint | undefined;
  if (typeof value === 'string' && /^\d{1,20}$/.test(value)) number = BigInt(value);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) number = BigInt(value);
  if (number === undefined || number > MAX_NANOS) {
    throw new RejectedRecord(`${key} is not Unix nanoseconds`);
  }
  return number;
}

/** Hex digits, lower-cased; `''` where missing or all zero. @throws RejectedRecord where they are anything else. */
export function hexId(object: JsonObject, key: string, digits: 16 | 32): string {
  const value = text(object, key).toLowerCase();
  if (value === '' || /^0+$/.test(value)) return '';
  if (value.length !== digits || !/^[0-9a-f]+$/.test(value)) {
    throw new RejectedRecord(`${key} is not ${digits} hex digits`);
  }
  return value;
}
