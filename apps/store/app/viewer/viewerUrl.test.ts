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
