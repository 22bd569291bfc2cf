import { expect, test } from 'vitest';
import { formatAgo } from './formatAgo.js';

const now = 1_800_000_000_000;

test.each([
  [-5_000, 'now'],
  [1_900, 'now'],
  [12_000, '12 s ago'],
  [240_000, '4 min ago'],
  [3 * 3_600_000, '3 h ago'],
  [50 * 3_600_000, '2 d ago'],
])('%d ms before reads %s', (before, text) => {
  expect(formatAgo(now - before, now)).toBe(text);
});
