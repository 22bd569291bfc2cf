import { expect, test } from 'vitest';
import { redactQuery, redactUrl } from './redactUrl.js';

test.each([
  ['https://a.example/p', 'https://a.example/p'],
  ['https://a.example/p?q=shoes&page=2#top', 'https://a.example/p?q=REDACTED&page=REDACTED'],
  ['https://user:pass@a.example/p', 'https://a.example/p'],
  ['https://a.example/p?flag', 'https://a.example/p?flag'],
  [`https://a.example/p?${'k'.repeat(40)}`, 'https://a.example/p?REDACTED'],
  ['https://a.example/p?eyJhbGciOi%3D%3D', 'https://a.example/p?REDACTED'],
  ['https://a.example/p?a=b=c', 'https://a.example/p?a=REDACTED'],
  ['https://a.example/p?=v', 'https://a.example/p?=REDACTED'],
  ['not a url?secret=1', 'not a url'],
])('%s is sent as %s', (url, sent) => {
  expect(redactUrl(url)).toBe(sent);
});

test('a relative URL needs its base', () => {
  expect(redactUrl('/x?y=1', 'https://a.example')).toBe('https://a.example/x?y=REDACTED');
  expect(redactUrl('/x?y=1')).toBe('/x');
});

test('a query keeps its question mark only if it had one', () => {
  expect(redactQuery('?a=1')).toBe('?a=REDACTED');
  expect(redactQuery('a=1')).toBe('a=REDACTED');
  expect(redactQuery('?')).toBe('');
});
