import { expect, test } from 'vitest';
import { fromKeyValues, toAnyValue, toKeyValues } from './anyValue.js';

test('values survive a round trip through JSON', () => {
  const attributes = {
    text: 'a',
    yes: true,
    int: 42,
    big: 9_007_199_254_740_993n,
    double: 1.5,
    list: ['a', 'b'],
    map: { inner: 1 },
  };
  const back = fromKeyValues(JSON.parse(JSON.stringify(toKeyValues(attributes))));
  expect({ ...back, map: { ...(back.map as object) } }).toEqual(attributes);
});

test('integers are sent as strings and accepted as numbers', () => {
  expect(toAnyValue(7)).toEqual({ intValue: '7' });
  expect(fromKeyValues([{ key: 'n', value: { intValue: 7 } }]).n).toBe(7);
});

test('what JSON cannot say is text', () => {
  expect(toAnyValue(Number.NaN)).toEqual({ stringValue: 'NaN' });
});

test('undefined is left out, __proto__ is a plain key', () => {
  expect(toKeyValues({ a: undefined })).toEqual([]);
  const map = fromKeyValues([{ key: '__proto__', value: { stringValue: 'x' } }]);
  expect(Object.keys(map)).toEqual(['__proto__']);
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});
