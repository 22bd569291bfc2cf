import { expect, test } from 'vitest';
import { RECORD_LISTS } from './RelaySignal.js';
import { recordsOf } from './recordsOf.js';

const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });

function read(...scopeLogs: unknown[]): unknown[] {
  return [...recordsOf({ resourceLogs: [{ scopeLogs }] }, ...RECORD_LISTS.logs)];
}

test('what a scope says counts for each of its records, and for no others', () => {
  const page = attribute('throughline.page.id', 'a');
  const own = attribute('step', '1');
  expect(
    read(
      { scope: { attributes: [page] }, logRecords: [{ attributes: [own] }, {}] },
      { scope: { name: 'other' }, logRecords: [{}] },
    ),
  ).toEqual([{ attributes: [page, own] }, { attributes: [page] }, {}]);
});

test('what is not valid stays so', () => {
  const scope = { attributes: [attribute('a', 'b')] };
  expect(read({ scope, logRecords: [7, null, { attributes: 'x' }] }, { scope: 7, logRecords: [1] })).toEqual([
    7,
    null,
    { attributes: 'x' },
    1,
  ]);
});

test('a large scope does not make many small records large', () => {
  const attributes = [attribute('a', 'x'.repeat(100_000))];
  const records = read({ scope: { attributes }, logRecords: Array.from({ length: 1000 }, () => ({})) });
  expect(records).toHaveLength(1000);
  expect(JSON.stringify(records).length).toBeLessThan(1_100_000);
});
