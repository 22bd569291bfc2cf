import { expect, test } from 'vitest';
import { randomHex } from './randomHex.js';
import { sampledState } from './sampledState.js';

const idOf = (randomness: string) => 'a'.repeat(18) + randomness;

test.each([
  [1, '00000000000000', 'ot=th:0'],
  [0.5, '80000000000000', 'ot=th:8'],
  [0.5, '7fffffffffffff', ''],
  // The specification's example: a quarter is kept.
  [0.25, 'c0000000000000', 'ot=th:c'],
  [0.25, 'bfffffffffffff', ''],
  [0.1, 'e6666666666668', 'ot=th:e6666666666668'],
  [0.1, 'e6666666666667', ''],
  [0.75, '40000000000000', 'ot=th:4'],
  [0, 'ffffffffffffff', ''],
])('a share of %d of traces, of one with the randomness %s: %j', (ratio, randomness, state) => {
  expect(sampledState(idOf(randomness), ratio)).toBe(state);
});

test.each([0.9999, 0.1234567, 1e-9])('the threshold of %d has 14 digits at most', (ratio) => {
  expect(sampledState(idOf('f'.repeat(14)), ratio)).toMatch(/^ot=th:[0-9a-f]{1,14}$/);
});

test('as many as the share says, and what a small share keeps a larger one keeps too', () => {
  const ids = Array.from({ length: 20_000 }, () => randomHex(16));
  const kept = (ratio: number) => new Set(ids.filter((id) => sampledState(id, ratio)));
  const tenth = kept(0.1);
  const third = kept(0.3);
  // Six standard deviations.
  expect(Math.abs(tenth.size - 2_000)).toBeLessThan(6 * Math.sqrt(20_000 * 0.1 * 0.9));
  for (const id of tenth) expect(third.has(id)).toBe(true);
});
