import { describe, expect, test } from 'vitest';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { largeTrace } from '../fixtures/largeTrace.js';
import { buildModel } from './buildModel.js';
import { closedByDefault, layoutRows } from './layoutRows.js';

const START = 1_800_000_000_000;

describe('the rows of the waterfall', () => {
  const model = buildModel(checkoutTrace('t', START));
  const words = (rows: ReturnType<typeof layoutRows>) =>
    rows.map((row) => (row.kind === 'log' ? `log: ${row.log.line.message}` : row.node.span.name));

  test('are all spans, and with lines the lines between them in order of time', () => {
    const plain = { closed: new Set<string>(), logs: false };
    expect(layoutRows(model, plain)).toHaveLength(60);
    const rows = words(layoutRows(model, { ...plain, logs: true }));
    expect(rows).toHaveLength(68);
    const check = rows.indexOf('check fraud rules');
    expect(rows.slice(check, check + 3)).toEqual([
      'check fraud rules',
      'log: charging card',
      'payments.charge',
    ]);
  });
  test('leave out what is below a folded span', () => {
    const stock = model.nodes.find((node) => node.span.name === 'reserve stock');
    const rows = layoutRows(model, { closed: new Set([stock?.span.spanId ?? '']), logs: true });
    expect(rows).toHaveLength(68 - 45);
    expect(rows.find((row) => row.kind === 'span' && row.node === stock)).toMatchObject({ expanded: false });
  });
  test('of a large trace begin with the failed and the critical paths open and the rest folded', () => {
    const large = buildModel(largeTrace('t', START, 3_000));
    const rows = layoutRows(large, { closed: closedByDefault(large), logs: false });
    expect(rows.length).toBeLessThan(2_000);
    const shown = new Set(rows.flatMap((row) => (row.kind === 'span' ? [row.node] : [])));
    expect(large.errorOrigins.length).toBeGreaterThan(0);
    for (const failed of large.errorOrigins) expect(shown.has(failed)).toBe(true);
    expect(closedByDefault(model).size).toBe(0);
  });
});
