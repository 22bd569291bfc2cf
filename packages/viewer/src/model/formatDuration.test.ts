import { expect, test } from 'vitest';
import { formatDuration } from './formatDuration.js';

test.each([
  [0, '0 ms'],
  [1, '1 ns'],
  [640, '640 ns'],
  [999.6, '1 µs'],
  [340_000, '340 µs'],
  [999_600, '1 ms'],
  [4_236_000, '4.24 ms'],
  [41_500_000, '41.5 ms'],
  [412_000_000, '412 ms'],
  [999_600_000, '1 s'],
  [1_200_000_000, '1.2 s'],
  [12_400_000_000, '12.4 s'],
  [59_960_000_000, '1 min'],
  [125_000_000_000, '2 min 5 s'],
  [3_599_600_000_000, '1 h'],
  [5_400_000_000_000, '1 h 30 min'],
  [-3_000_000, '−3 ms'],
  [Number.NaN, '–'],
])('%d ns reads %s', (ns, text) => {
  expect(formatDuration(ns)).toBe(text);
});
