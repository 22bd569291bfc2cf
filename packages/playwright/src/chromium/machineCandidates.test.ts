import { expect, test } from 'vitest';
import { machineCandidates } from './machineCandidates.js';

test('looks on Linux where packages install, and on PATH', () => {
  const paths = machineCandidates('linux', { PATH: '/home/me/bin:/usr/bin' });
  expect(paths).toContain('/opt/google/chrome/chrome');
  expect(paths).toContain('/home/me/bin/chromium');
  expect(paths.filter((path) => path === '/usr/bin/chromium')).toHaveLength(1);
});

test('looks on macOS in both folders of applications', () => {
  const paths = machineCandidates('darwin', { HOME: '/Users/me', PATH: '' });
  expect(paths).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  expect(paths).toContain('/Users/me/Applications/Chromium.app/Contents/MacOS/Chromium');
});

test('looks on Windows under the roots that are set', () => {
  const paths = machineCandidates('win32', { PROGRAMFILES: 'C:\\Program Files', Path: 'D:\\bin;' });
  expect(paths).toEqual([
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    'D:\\bin\\chrome.exe',
  ]);
});
