import { expect, test } from 'vitest';
import { largeTrace } from '../fixtures/largeTrace.js';
import { smallTrace } from '../fixtures/smallTrace.js';
import { buildModel } from './buildModel.js';
import { worthALook } from './worthALook.js';

const START = 1_800_000_000_000;

test('a large trace names its failed and its slowest spans first', () => {
  const model = buildModel(largeTrace('t', START, 3_000));
  const highlights = worthALook(model);
  expect(highlights[0]?.why).toBe('failed');
  const slow = highlights
    .filter((highlight) => highlight.why === 'slow')
    .map((highlight) => highlight.selfNs);
  expect(slow).toHaveLength(3);
  expect(slow).toEqual([...slow].sort((a, b) => b - a));
  const small = worthALook(buildModel(smallTrace('t', START)));
  expect(small.every((highlight) => highlight.why === 'slow')).toBe(true);
});
