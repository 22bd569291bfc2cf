import { expect, it } from 'vitest';
import { isTooLong, shortenRecord } from './shortenRecord.js';

const tooLong = (record: object) => isTooLong(Buffer.byteLength(JSON.stringify(record)));
const base = { level: 50, time: 1, msg: 'failed', trace_id: 'a'.repeat(32) };

it('cuts what is long and keeps the rest', () => {
  const record = { ...base, err: { type: 'Error', stack: 'x'.repeat(300_000) }, order: 7 };
  expect(tooLong(record)).toBe(true);
  const short = shortenRecord(record);
  expect(short).toMatchObject({ ...base, err: { type: 'Error' }, order: 7, truncated: true });
  expect(tooLong(short)).toBe(false);
});

it('keeps what a line is found by when there is too much of everything', () => {
  const many = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`a${index}`, '€'.repeat(1_000)]),
  );
  const short = shortenRecord({ ...base, ...many, msg: 'm'.repeat(300_000) });
  expect(Object.keys(short).sort()).toEqual(['level', 'msg', 'time', 'trace_id', 'truncated']);
  expect(tooLong(short)).toBe(false);
});
