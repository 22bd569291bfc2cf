import { expect, it } from 'vitest';
import { formatPretty } from './formatPretty.js';

const line = (fields: object) => formatPretty(JSON.stringify({ level: 30, time: 0, ...fields }));

it('a line for people: time, level, message, fields, and the trace to look for', () => {
  const ids = { trace_id: `abcdef12${'0'.repeat(24)}`, span_id: 'b'.repeat(16), trace_flags: '01' };
  expect(line({ ...ids, route: '/cart', count: 2, msg: 'added' })).toMatch(
    /^\d\d:\d\d:\d\d INFO {2}added route=\/cart count=2 trace=abcdef12\n$/,
  );
});

it('an error has its stack below, line by line', () => {
  const err = { type: 'Error', stack: 'Error: broke\n    at here\nCaused by: Error: why' };
  expect(line({ level: 50, err, msg: 'failed' })).toMatch(
    / ERROR failed\n {4}Error: broke\n {8}at here\n {4}Caused by: Error: why\n$/,
  );
});

it('nothing that is logged steers the terminal or forges a second line', () => {
  const text = line({
    msg: 'a\n12:00:00 ERROR forged\u001b[2J',
    field: 'b\rc\u0007',
    err: { stack: 'x\u001b[31m' },
  });
  expect(text.split('\n')).toHaveLength(3);
  expect([...text].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
});

it('what is no line of pino is left as it is', () => {
  expect(formatPretty('plain text\n')).toBe('plain text\n');
});
