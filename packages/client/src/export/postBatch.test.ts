import { expect, test } from 'vitest';
import { retryAfterMillis } from './postBatch.js';

test('Retry-After is read as seconds or as a date, and bounded', () => {
  expect(retryAfterMillis('2')).toBe(2000);
  expect(retryAfterMillis('0')).toBe(0);
  expect(retryAfterMillis('999999')).toBe(300_000);
  expect(retryAfterMillis(new Date(Date.now() - 5000).toUTCString())).toBe(0);
  expect(retryAfterMillis(new Date(Date.now() + 60_000).toUTCString())).toBeGreaterThan(50_000);
  expect(retryAfterMillis('soon')).toBeUndefined();
  expect(retryAfterMillis(null)).toBeUndefined();
});
