import type { Attributes, AttributeValue } from '@opentelemetry/api';
import { isAttributeValue } from '@opentelemetry/core';

/** The valid ones of `given` up to a count, and how many did not fit. */
export function limitAttributes(
  given: Attributes | undefined,
  maxCount: number,
  maxLength: number,
): { attributes: Attributes; droppedAttributesCount: number } {
  const attributes: Attributes = {};
  let count = 0;
  let droppedAttributesCount = 0;
  for (const key in given) {
    const value = given[key];
    if (!isUsable(key, value)) continue;
    if (count < maxCount) {
      attributes[key] = cut(value, maxLength);
      count += 1;
    } else droppedAttributesCount += 1;
  }
  return { attributes, droppedAttributesCount };
}

/** What the API allows as an attribute; anything else is left out without a word. */
export function isUsable(key: string, value: unknown): value is AttributeValue {
  if (key === '') return false;
  // Nearly all.
  if (typeof value === 'string' || typeof value === 'number') return true;
  return value !== undefined && value !== null && isAttributeValue(value);
}

/** The value with its texts cut to `maxLength`; a list is a copy, which the caller may change. */
export function cut(value: AttributeValue, maxLength: number): AttributeValue {
  if (typeof value === 'string') return value.length > maxLength ? value.slice(0, maxLength) : value;
  if (!Array.isArray(value)) return value;
  return value.map((item) => (typeof item === 'string' ? item.slice(0, maxLength) : item)) as AttributeValue;
}
