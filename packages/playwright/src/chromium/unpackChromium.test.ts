import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unpackChromium } from './unpackChromium.js';

// Real programs are started: on a machine with much else to do each takes seconds.
vi.setConfig({ testTimeout: 60_000 });

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'cache-'));
  vi.stubEnv('XDG_CACHE_HOME', cache);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true, force: true });
});

test('two at once end with one complete browser, and the next finds it there', async () => {
  const [first, second] = await Promise.all([unpackChromium(), unpackChromium()]);
  expect(first).toEqual(second);
  expect(readdirSync(join(cache, 'throughline'))).toHaveLength(1);
  const { size, mtimeMs } = statSync(first.executablePath);
  expect(size).toBeGreaterThan(100_000_000);
  expect(statSync((await unpackChromium()).executablePath).mtimeMs).toBe(mtimeMs);
});

test('what is left of an unpacking that was cut off is replaced', async () => {
  const { executablePath } = await unpackChromium();
  rmSync(executablePath);
  mkdirSync(join(executablePath, '..', 'rest'));
  expect(statSync((await unpackChromium()).executablePath).size).toBeGreaterThan(100_000_000);
});
