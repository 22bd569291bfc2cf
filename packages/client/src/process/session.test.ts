import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Client } from '../Client.js';
import { createSession } from './session.js';

const MINUTE = 60_000;
let storage: Map<string, string>;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  storage = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, text: string) => storage.set(key, text),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const page = (sessionId: string, persistSession = true) =>
  createSession({ sessionId: sessionId.repeat(32), settings: { persistSession } } as unknown as Client);
const after = (millis: number) => vi.setSystemTime(Date.now() + millis);

test('a session goes on from page to page in its tab, if it is kept', () => {
  expect(page('a')()).toBe('a'.repeat(32));
  after(29 * MINUTE);
  expect(page('b')()).toBe('a'.repeat(32));
});

test('without persistence each page has its own, and nothing is stored', () => {
  expect(page('a', false)()).toBe('a'.repeat(32));
  expect(page('b', false)()).toBe('b'.repeat(32));
  expect(storage.size).toBe(0);
});

test('half an hour of rest or four hours in all begin a new one', () => {
  const session = page('a');
  const first = session();
  after(31 * MINUTE);
  const second = session();
  expect(second).toMatch(/^[0-9a-f]{32}$/);
  expect(second).not.toBe(first);
  for (let i = 0; i < 12; i += 1) {
    after(20 * MINUTE);
    expect(session()).toBe(second);
  }
  after(MINUTE);
  expect(session()).not.toBe(second);
  expect(page('b')()).toBe(session());
});

test.each(['nonsense', `${'x'.repeat(32)} 1 1`, `${'a'.repeat(32)} now now`])(
  'what is no session (%s) is not one',
  (text) => {
    storage.set('throughline.session', text);
    expect(page('b')()).toBe('b'.repeat(32));
  },
);

test('storage that is blocked costs the session nothing but its memory', () => {
  vi.stubGlobal('sessionStorage', undefined);
  expect(page('a')()).toBe('a'.repeat(32));
});
