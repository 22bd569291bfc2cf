import { expect, test } from 'vitest';
import { backoffMillis } from './backoffMillis.js';

test('waits double up to five minutes and are spread over their upper half', () => {
  expect([1, 2, 3].map((failures) => backoffMillis(failures, () => 1))).toEqual([500, 1000, 2000]);
  expect(backoffMillis(1, () => 0)).toBe(250);
  expect(backoffMillis(1000, () => 1)).toBe(300_000);
});
