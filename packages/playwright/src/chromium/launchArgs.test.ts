import { expect, test } from 'vitest';
import { launchArgs } from './launchArgs.js';

const PACKAGED = [
  '--no-pings',
  '--disable-web-security',
  '--single-process',
  '--disable-features=X',
  '--no-sandbox',
  '--no-zygote',
];

test('keeps Chromium quiet, with its sandbox unless it runs as root', () => {
  expect(launchArgs(false)).toContain('--disable-background-networking');
  expect(launchArgs(false)).not.toContain('--no-sandbox');
  expect(launchArgs(true).filter((arg) => arg === '--no-sandbox')).toHaveLength(1);
});

test('takes from a package what does not weaken the page or the sandbox', () => {
  const quiet = launchArgs(false);
  expect(launchArgs(false, PACKAGED)).toEqual(['--no-pings', ...quiet]);
  expect(launchArgs(true, PACKAGED)).toEqual(['--no-pings', '--no-sandbox', '--no-zygote', ...quiet]);
});
