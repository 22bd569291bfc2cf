import { expect, test } from 'vitest';
import { matchesLine } from './matchesLine.js';

const line = '{"level":50,"msg":"Card declined (402)"}';

test('looks for texts and expressions anywhere in the line', () => {
  expect(matchesLine([{ op: '|=', value: 'declined (402)' }], line)).toBe(true);
  expect(matchesLine([{ op: '|=', value: 'Declined' }], line)).toBe(false);
  expect(matchesLine([{ op: '!=', value: 'Declined' }], line)).toBe(true);
  expect(matchesLine([{ op: '|~', value: '(?i)DECLINED.*4\\d\\d' }], line)).toBe(true);
  expect(matchesLine([{ op: '!~', value: '5\\d\\d' }], line)).toBe(true);
  expect(matchesLine([{ op: '!~', value: '4\\d\\d' }], line)).toBe(false);
});

test('wants all filters to hold', () => {
  expect(
    matchesLine(
      [
        { op: '|=', value: 'Card' },
        { op: '!=', value: 'declined' },
      ],
      line,
    ),
  ).toBe(false);
  expect(matchesLine([], line)).toBe(true);
});
