import { expect, test } from 'vitest';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { buildModel } from './buildModel.js';
import { matchSpans } from './matchSpans.js';

const START = 1_800_000_000_000;

test('finding looks into names, services, attributes and log lines', () => {
  const model = buildModel(checkoutTrace('t', START));
  const found = (text: string) => [...(matchSpans(model, text) ?? [])].map((node) => node.span.name);
  expect(found('CURRENCY')).toEqual(['payments.charge']);
  expect(found('stock reserved')).toEqual(['reserve stock']);
  expect(found('insert into')).toHaveLength(1);
  expect(found('no such thing')).toEqual([]);
  expect(matchSpans(model, '  ')).toBeNull();
});
