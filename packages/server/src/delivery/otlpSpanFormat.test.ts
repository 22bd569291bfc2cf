import { expect, it } from 'vitest';
import { otlpSpanFormat } from './otlpSpanFormat.js';

it('halves keep resource and scope of each span, and lose none', () => {
  const scopeSpans = (names: string[]) => ({ scope: { name: 's' }, spans: names.map((name) => ({ name })) });
  const list = [
    { resource: { attributes: [{ key: 'a' }] }, scopeSpans: [scopeSpans(['1', '2']), scopeSpans([])] },
    { resource: { attributes: [{ key: 'b' }] }, scopeSpans: [scopeSpans(['3']), scopeSpans(['4', '5'])] },
  ];
  const halves = otlpSpanFormat.halve(JSON.stringify(list).slice(1, -1));
  expect(halves.map(({ records }) => records)).toEqual([3, 2]);
  expect(halves.map(({ payload }) => JSON.parse(otlpSpanFormat.wrap(payload)))).toEqual([
    {
      resourceSpans: [
        { ...list[0], scopeSpans: [scopeSpans(['1', '2'])] },
        { ...list[1], scopeSpans: [scopeSpans(['3'])] },
      ],
    },
    { resourceSpans: [{ ...list[1], scopeSpans: [scopeSpans(['4', '5'])] }] },
  ]);
});
