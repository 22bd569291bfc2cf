import { expect, test } from 'vitest';
import { matchesLabels } from './matchesLabels.js';
import type { Matcher } from './types.js';

const labels = { service_name: 'store', level: 'error' };
const holds = (name: string, op: Matcher['op'], value: string) =>
  matchesLabels([{ name, op, value }], labels);

test('compares with the whole value', () => {
  expect(holds('service_name', '=', 'store')).toBe(true);
  expect(holds('service_name', '=', 'sto')).toBe(false);
  expect(holds('service_name', '!=', 'sto')).toBe(true);
  expect(holds('service_name', '=~', 'sto')).toBe(false);
  expect(holds('service_name', '=~', 'sto.*|x')).toBe(true);
  expect(holds('service_name', '!~', 'sto')).toBe(true);
});

test('takes a missing label for an empty one', () => {
  expect(holds('trace_id', '=', '')).toBe(true);
  expect(holds('trace_id', '!=', '')).toBe(false);
  expect(holds('trace_id', '=~', '.+')).toBe(false);
  expect(holds('constructor', '=', '')).toBe(true);
});

test('wants all matchers to hold', () => {
  const both = (level: string): Matcher[] => [
    { name: 'service_name', op: '=', value: 'store' },
    { name: 'level', op: '=~', value: level },
  ];
  expect(matchesLabels(both('error|fatal'), labels)).toBe(true);
  expect(matchesLabels(both('info'), labels)).toBe(false);
  expect(matchesLabels([], labels)).toBe(true);
});
