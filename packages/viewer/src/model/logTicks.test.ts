import { expect, test } from 'vitest';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { buildModel } from './buildModel.js';
import { logTicks } from './logTicks.js';

const START = 1_800_000_000_000;

test('ticks of lines share a place and show its worst level', () => {
  const { logs } = buildModel(checkoutTrace('t', START));
  const ticks = logTicks(logs, { from: 0, to: 412e6 }, 4);
  expect(ticks.reduce((sum, tick) => sum + tick.count, 0)).toBe(logs.length);
  expect(ticks.map((tick) => tick.level)).toEqual(['info', 'debug', 'info', 'error', 'error']);
  expect(logTicks(logs, { from: 500e6, to: 600e6 }, 4)).toEqual([]);
});
