import { expect, it } from 'vitest';
import { toLokiValue } from './lokiValue.js';

const TIME = 1_795_000_000_000;
const ids = { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16) };
const latin1 = (text: string) => Buffer.from(text).toString('latin1');
const utf8 = (bytes: string) => Buffer.from(bytes, 'latin1').toString();
const read = (line: object) => {
  const value = toLokiValue(latin1(JSON.stringify(line)));
  if (!value) throw new Error('no line');
  const [time, text, metadata] = JSON.parse(utf8(value.json)) as [string, string, object];
  return { level: value.level, time, line: JSON.parse(text) as object, metadata };
};

it.each([
  ['without a span', { level: 30, time: TIME, msg: 'x' }, {}],
  ['in a span', { level: 40, time: TIME, ...ids, trace_flags: '01', msg: 'x' }, ids],
  [
    'in a request',
    { level: 50, time: TIME, ...ids, trace_flags: '01', route: '/a/"[id]"', msg: 'x' },
    { ...ids, route: '/a/"[id]"' },
  ],
  ['that names a route itself', { level: 30, time: TIME, a: 1, route: '/x', msg: 'x' }, { route: '/x' }],
  [
    'in a span with a route of its own',
    { level: 30, time: TIME, ...ids, trace_flags: '01', b: {}, route: '/y' },
    { ...ids, route: '/y' },
  ],
  ['on behalf of another', { level: 30, time: TIME, msg: 'x', ...ids }, ids],
])('a line %s keeps its fields and gives its metadata', (_, line, metadata) => {
  expect(read(line)).toMatchObject({ level: line.level, line, metadata });
  expect(Object.keys(read(line).metadata)).toEqual(Object.keys(metadata));
});

it.each([
  { level: 30, time: TIME, ...ids, trace_flags: '01', route: '/größe/日本', msg: 'ä "😀" \\ \u2028' },
  { level: 30, time: `${TIME}000001`, route: '/größe', msg: 'é 日本 😀' },
])('any script comes through, copied or parsed', (line) => {
  expect(read(line)).toMatchObject({ line: { msg: line.msg }, metadata: { route: line.route } });
});

it('takes the nanoseconds that a browser gave, and milliseconds into the line', () => {
  const nanos = `${TIME}123456`;
  expect(read({ level: 30, time: nanos, msg: 'x' })).toMatchObject({ time: nanos, line: { time: TIME } });
});

it('shortens a line that Loki would refuse, and keeps what it is found by', () => {
  const { line, metadata } = read({
    level: 30,
    time: TIME,
    ...ids,
    trace_flags: '01',
    text: 'x'.repeat(300_000),
  });
  expect(line).toMatchObject({ ...ids, truncated: true });
  expect(metadata).toEqual(ids);
});

it('counts bytes, not characters', () => {
  const isCut = (text: string) => 'truncated' in read({ level: 30, time: TIME, text }).line;
  expect([isCut('x'.repeat(200_000)), isCut('€'.repeat(100_000))]).toEqual([false, true]);
});

it('equal lines of one millisecond rise', () => {
  const [first, second] = [1, 2].map(() => read({ level: 30, time: TIME + 1, msg: 'x' }).time);
  expect([second, first].sort()).toEqual([first, second]);
  expect(second).not.toBe(first);
});

it.each(['no json', '{"level":30,"time":1795000000000,"msg":"cut', '7', 'null'])('refuses %s', (line) => {
  expect(toLokiValue(line)).toBeUndefined();
});
