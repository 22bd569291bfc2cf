import { expect, test } from 'vitest';
import { timeTicks } from './timeTicks.js';

test.each([
  [0, 412e6, 5, [0, 100e6, 200e6, 300e6, 400e6]],
  [140e6, 160e6, 4, [140e6, 145e6, 150e6, 155e6, 160e6]],
  [5, 5, 4, []],
])('ticks from %d to %d are round', (from, to, most, expected) => {
  expect(timeTicks(from, to, most)).toEqual(expected);
});
