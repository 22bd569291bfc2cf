import { expect, test } from 'vitest';
import { normalizeBound } from './normalizeBound.js';

test.each([
  ['4', '4.0'],
  ['4e0', '4.0'],
  ['2.50', '2.5'],
  ['.5', '0.5'],
  ['0', '0.0'],
  ['-1', '-1.0'],
  ['100000', '100000.0'],
  ['1000000', '1e+06'],
  ['12345678', '1.2345678e+07'],
  ['0.0001', '0.0001'],
  ['0.00001', '1e-05'],
  ['+Inf', '+Inf'],
  ['Inf', '+Inf'],
  ['-Inf', '-Inf'],
  ['', ''],
  ['many', 'many'],
])('%s is %s', (text, bound) => {
  expect(normalizeBound(text)).toBe(bound);
});
