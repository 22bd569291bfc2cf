import { afterEach, expect, it, vi } from 'vitest';
import { healthCheck } from './healthCheck.js';
import { isReady } from './isReady.js';

const removals: (() => void)[] = [];
const check = (...args: Parameters<typeof healthCheck>) => void removals.push(healthCheck(...args));
vi.spyOn(process.stdout, 'write').mockReturnValue(true);
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

it('is ready while every check passes', async () => {
  expect(await isReady()).toBe(true);
  check('database', () => Promise.resolve());
  check('cache', () => 'anything but false');
  expect(await isReady()).toBe(true);
});

it.each([
  ['rejects', () => Promise.reject(new Error('refused'))],
  [
    'throws',
    () => {
      throw new Error('refused');
    },
  ],
  ['returns false', () => false],
  ['hangs', () => new Promise(() => {})],
])('is not ready when a check %s', async (_how, run) => {
  check('other', () => true);
  check('database', run, { timeoutMillis: 20 });
  expect(await isReady()).toBe(false);
  check('database', () => true);
  expect(await isReady()).toBe(true);
});
