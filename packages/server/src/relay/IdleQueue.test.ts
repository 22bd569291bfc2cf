import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { IdleQueue } from './IdleQueue.js';

const MAX_WAIT_MILLIS = 30;

let queue: IdleQueue;
let ran: string[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  queue = new IdleQueue(MAX_WAIT_MILLIS);
  ran = [];
});

afterEach(() => {
  vi.useRealTimers();
});

function add(...names: string[]): void {
  for (const name of names) queue.run(() => ran.push(name));
}

it('runs a task at once while nothing is served', () => {
  add('a');
  expect(ran).toEqual(['a']);
});

it('runs what waits one a turn, in its order, when the last request is through', async () => {
  queue.begun();
  queue.begun();
  add('a', 'b');
  queue.over();
  await turn();
  expect(ran).toEqual([]);
  queue.over();
  await turn();
  add('c');
  expect(ran).toEqual(['a']);
  await turn();
  await turn();
  expect([ran, queue.size]).toEqual([['a', 'b', 'c'], 0]);
});

it('gives way again to a request that comes in between', async () => {
  queue.begun();
  add('a', 'b');
  queue.over();
  await turn();
  queue.begun();
  await turn();
  expect(ran).toEqual(['a']);
  queue.over();
  await turn();
  expect(ran).toEqual(['a', 'b']);
});

it('lets no task wait longer than the longest wait, though requests never end', async () => {
  queue.begun();
  add('a', 'b');
  vi.advanceTimersByTime(MAX_WAIT_MILLIS - 1);
  add('c');
  await turn();
  expect(ran).toEqual([]);
  vi.advanceTimersByTime(1);
  await turn();
  expect(ran).toEqual(['a', 'b']);
  vi.advanceTimersByTime(MAX_WAIT_MILLIS);
  await turn();
  expect([ran, queue.size, vi.getTimerCount()]).toEqual([['a', 'b', 'c'], 0, 0]);
});
