import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './bootstrap/run.mjs';

/** @type {{ figures: { name: string, value: number, unit: string }[] }} */
const { figures } = JSON.parse(readFileSync(join(ROOT, 'bench/client/result.json'), 'utf8'));
const page = readFileSync(join(ROOT, 'docs/comparison.md'), 'utf8');
const COLUMNS = ['light', 'standard', 'raw'];

/** A row of the page's first table, and the figure of the benchmark that it shows. */
const ROWS = {
  'before hydration, Turbopack': 'turbopack: before hydration',
  'in all, Turbopack': 'turbopack: in all',
  'before hydration, webpack': 'webpack: before hydration',
  'in all, webpack': 'webpack: in all',
  'start-up, a quarter of the processor': 'start-up, a quarter of the processor',
  'start-up, the whole processor': 'start-up, the whole processor',
  'first line, a quarter of the processor': 'first line, a quarter of the processor',
  'longest task of what follows, a quarter of the processor':
    'longest task of what follows, a quarter of the processor',
  'longest task of what follows, the whole processor': 'longest task of what follows, the whole processor',
  'a `fetch` until its body is read, of one without': 'a fetch until its body is read, of one without',
  'main thread per `fetch`, of one without': 'main thread per fetch, of one without',
  'a call that logs': 'a call that logs',
  'main thread per line, sending included': 'main thread per line, sending included',
};

/** @param {string} column @param {string} figure */
function cell(column, figure) {
  const separator = /^(turbopack|webpack):/.test(figure) ? ', ' : ': ';
  const found = figures.find(({ name }) => name === `${column}${separator}${figure}`);
  if (!found) return '';
  const { value, unit } = found;
  if (unit === 'times') return `× ${value.toFixed(2)}`;
  return unit === 'bytes gzip' ? value.toLocaleString('en-US') : `${value} ${unit}`;
}

test.each(Object.entries(ROWS))('docs/comparison.md: %s', (label, figure) => {
  const row = `| ${[label, ...COLUMNS.map((column) => cell(column, figure))].join(' | ')} |`;
  expect(page.split('\n')).toContain(row.replaceAll('|  |', '| |'));
});

test('docs/comparison.md has no other measured row', () => {
  const [, table = ''] = /## Cost\n([\s\S]*?)\n\n/.exec(page) ?? [];
  expect(table.split('\n').slice(2)).toHaveLength(Object.keys(ROWS).length);
});
