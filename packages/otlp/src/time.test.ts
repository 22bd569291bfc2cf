import { expect, test } from 'vitest';
import { millisToNanos, nanosToMillis } from './time.js';

test('nanoseconds keep what a double of milliseconds holds', () => {
  expect(millisToNanos(1_700_000_000_123.25)).toBe(1_700_000_000_123_250_000n);
  expect(nanosToMillis(1_700_000_000_123_250_000n)).toBe(1_700_000_000_123.25);
  expect(millisToNanos(0)).toBe(0n);
});
