import { EXIT_MAX_BODY_BYTES } from '@throughline/semconv';
import { expect, test } from 'vitest';
import { createKeepaliveBudget } from './keepaliveBudget.js';

test('bytes in flight never pass the bound and come back once', () => {
  const budget = createKeepaliveBudget();
  const release = budget.take(EXIT_MAX_BODY_BYTES - 10);
  expect(budget.take(11)).toBeUndefined();
  expect(budget.available()).toBe(10);
  release?.();
  release?.();
  expect(budget.available()).toBe(EXIT_MAX_BODY_BYTES);
});

test('the number of requests in flight is bounded too', () => {
  const budget = createKeepaliveBudget();
  while (budget.available() > 0) expect(budget.take(1)).toBeDefined();
  expect(budget.take(1)).toBeUndefined();
});
