import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { findChromium } from './findChromium.js';

// Real programs are started: on a machine with much else to do each takes seconds.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

function executable(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

test('finds a browser that Playwright can drive', async () => {
  const { executablePath, args, env, source } = await findChromium();
  expect(source).not.toBe('');
  const browser = await chromium.launch({ executablePath, args, ...(env ? { env: { ...env } } : {}) });
  try {
    const [first, second] = await Promise.all([browser.newPage(), browser.newPage()]);
    await first.setContent('<p>one</p>');
    await second.setContent('<p>two</p>');
    expect(await first.textContent('p')).toBe('one');
    expect(await second.textContent('p')).toBe('two');
  } finally {
    await browser.close();
  }
});

test('takes the one that THROUGHLINE_CHROMIUM names before any other', async () => {
  const path = executable('mine', 'echo Chromium 1.2.3');
  vi.stubEnv('THROUGHLINE_CHROMIUM', path);
  expect(await findChromium()).toMatchObject({ executablePath: path, source: 'THROUGHLINE_CHROMIUM' });
});

test('fails when THROUGHLINE_CHROMIUM names none, and says so', async () => {
  vi.stubEnv('THROUGHLINE_CHROMIUM', join(folder, 'none'));
  await expect(findChromium()).rejects.toThrow(
    /^THROUGHLINE_CHROMIUM is '.*none', which does not start: there is no such file/,
  );
  vi.stubEnv(
    'THROUGHLINE_CHROMIUM',
    executable('broken', 'echo "cannot open shared object file: libnss3.so" >&2; exit 127'),
  );
  await expect(findChromium()).rejects.toThrow('libnss3.so');
});

test('passes over a stub on PATH that is no browser', async () => {
  const stub = executable('chromium', 'echo "install the snap" >&2; exit 1');
  vi.stubEnv('PATH', `${folder}:${process.env.PATH}`);
  expect((await findChromium()).executablePath).not.toBe(stub);
});
