import { expect, test } from 'vitest';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { buildModel } from './buildModel.js';
import { exemplarsOf } from './exemplarsOf.js';

const START = 1_800_000_000_000;

test('an exemplar belongs to the span that it names, or to the root', () => {
  const detail = checkoutTrace('t', START);
  const [exemplar] = detail.exemplars;
  if (!exemplar) throw new Error('the fixture has an exemplar');
  const model = buildModel({
    ...detail,
    exemplars: [exemplar, { ...exemplar, spanId: null, metric: 'of_the_trace' }],
  });
  const server = model.nodes.find((node) => node.span.spanId === exemplar.spanId);
  const [root] = model.roots;
  expect(server && exemplarsOf(model, server).map(({ metric }) => metric)).toEqual([exemplar.metric]);
  expect(root && exemplarsOf(model, root).map(({ metric }) => metric)).toEqual(['of_the_trace']);
});
