import { expect, test } from 'vitest';
import { safeHref } from './safeHref.js';

test.each([
  ['https://example.com/a', 'https://example.com/a'],
  ['HTTP://example.com', 'http://example.com/'],
  ['javascript:alert(1)', null],
  [' https://example.com', null],
  ['https://user:secret@example.com', null],
  ['//example.com', null],
  ['data:text/html,x', null],
  ['https://', null],
])('%s links to %s', (text, href) => {
  expect(safeHref(text)).toBe(href);
});
