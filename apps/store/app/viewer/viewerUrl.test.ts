import { expect, test } from 'vitest';
import { viewerUrl } from '@/app/viewer/viewerUrl';

test.each([
  ['http://127.0.0.1:4318', 'http://127.0.0.1:4318/'],
  ['https://traces.example.com/x', 'https://traces.example.com/x'],
  ['javascript:alert(1)', undefined],
  ['4318', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s leads to %s', (value, expected) => {
  expect(viewerUrl({ THROUGHLINE_VIEWER_URL: value })).toBe(expected);
});

test('the list is filtered to what is wanted, whatever that holds', () => {
  const environment = { THROUGHLINE_VIEWER_URL: 'http://127.0.0.1:4318' };
  expect(viewerUrl(environment, { q: 'release stock', errors: true })).toBe(
    'http://127.0.0.1:4318/?q=release+stock&errors=1',
  );
  expect(viewerUrl(environment, { q: '#//evil.example?a=b&c' })).toBe(
    'http://127.0.0.1:4318/?q=%23%2F%2Fevil.example%3Fa%3Db%26c',
  );
});
