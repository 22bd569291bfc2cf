import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { binaryPath, isBuilt, keepFresh } from './binaryCache.mjs';

let env: NodeJS.ProcessEnv;
beforeEach(() => {
  env = { XDG_CACHE_HOME: mkdtempSync(join(tmpdir(), 'throughline-cache-')) };
});
afterEach(() => rmSync(String(env.XDG_CACHE_HOME), { recursive: true, force: true }));

function write(path: string, daysAgo = 0) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  const seconds = Date.now() / 1000 - daysAgo * 86_400;
  utimesSync(path, seconds, seconds);
}

test('a binary is kept outside the checkout, under a name that its inputs make', () => {
  const path = binaryPath('loki', env);
  expect(path).toMatch(/throughline.native.loki-[0-9a-f]{16}(\.exe)?$/);
  expect(path.startsWith(String(env.XDG_CACHE_HOME))).toBe(true);
  // Two programs of one module are two binaries.
  expect(binaryPath('promtool', env)).not.toBe(binaryPath('prometheus', env));
});

test('what is there needs no build', () => {
  expect(isBuilt('jaeger', env)).toBe(false);
  write(binaryPath('jaeger', env));
  expect(isBuilt('jaeger', env)).toBe(true);
});

test('binaries of the same program that nobody used for a month go', () => {
  const used = binaryPath('jaeger', env);
  const folder = dirname(used);
  const stale = join(folder, 'jaeger-0123456789abcdef');
  const unfinished = join(folder, 'jaeger-0123456789abcdef.77.tmp');
  const recent = join(folder, 'jaeger-fedcba9876543210');
  const other = join(folder, 'loki-0123456789abcdef');
  write(used, 40);
  write(stale, 40);
  write(unfinished, 40);
  write(recent, 5);
  write(other, 40);

  keepFresh('jaeger', env);

  expect([used, stale, unfinished, recent, other].map((path) => existsSync(path))).toEqual([
    true,
    false,
    false,
    true,
    true,
  ]);
});
