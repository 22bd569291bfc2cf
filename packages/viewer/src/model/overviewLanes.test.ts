import { expect, test } from 'vitest';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { buildModel } from './buildModel.js';
import { overviewLanes } from './overviewLanes.js';

const START = 1_800_000_000_000;

test('the overview has a lane a service with what was busy joined', () => {
  const lanes = overviewLanes(buildModel(checkoutTrace('t', START)));
  expect(lanes.map((lane) => [lane.service.name, lane.spanCount, lane.busy.length])).toEqual([
    ['store-browser', 3, 1],
    ['store', 53, 1],
    ['payments', 4, 1],
  ]);
});
