import { expect, test } from 'vitest';
import { formatValue } from './formatValue.js';

test.each([
  [0, '0'],
  [-0, '-0'],
  [-1.5, '-1.5'],
  [0.1234567890123456, '0.1234567890123456'],
  [1e20, '100000000000000000000'],
  [1e21, '1e+21'],
  [1.5e-9, '1.5e-09'],
  [5e-324, '5e-324'],
  [Number.NaN, 'NaN'],
  [Number.POSITIVE_INFINITY, '+Inf'],
  [Number.NEGATIVE_INFINITY, '-Inf'],
])('%f is %s', (value, text) => {
  expect(formatValue(value)).toBe(text);
});
