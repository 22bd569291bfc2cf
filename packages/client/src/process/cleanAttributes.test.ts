import { MAX_ATTRIBUTES, MAX_STRING_LENGTH } from '@throughline/semconv';
import { expect, test } from 'vitest';
import { cleanAttributes } from './cleanAttributes.js';

test('what OTLP can carry stays, the rest becomes text', () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const hostile = {
    toJSON() {
      throw new Error('no');
    },
  };
  const { clean } = cleanAttributes({
    text: 'a',
    count: 3,
    yes: true,
    list: ['a', 1, { b: 2 }],
    map: { a: 1 },
    error: new TypeError('bad'),
    nothing: null,
    absent: undefined,
    circular,
    hostile,
  });
  expect(clean).toEqual({
    text: 'a',
    count: 3,
    yes: true,
    list: ['a', 1, '{"b":2}'],
    map: '{"a":1}',
    error: 'TypeError: bad',
    circular: '[object Object]',
    hostile: '[object Object]',
  });
});

test('URLs lose their query values under every name that instrumentations use', () => {
  const { clean } = cleanAttributes({
    'url.full': 'https://a.example/p?q=secret#secret',
    'http.url': 'https://a.example/p?q=secret',
    'url.query': '?q=secret',
    'http.target': '/p?q=secret#secret',
    'url.path': '/p',
  });
  expect(JSON.stringify(clean)).not.toContain('secret');
  expect(clean['http.target']).toBe('/p?q=REDACTED');
  expect(clean['url.path']).toBe('/p');
});

test('count and length are bounded, and what is left out is counted', () => {
  const many = Object.fromEntries(
    Array.from({ length: MAX_ATTRIBUTES + 5 }, (_, i) => [`k${i}`, 'x'.repeat(9000)]),
  );
  const { clean, dropped } = cleanAttributes(many);
  expect(Object.keys(clean)).toHaveLength(MAX_ATTRIBUTES);
  expect(dropped).toBe(5);
  expect(clean.k0).toHaveLength(MAX_STRING_LENGTH);
  expect(String(clean.k0).endsWith('…')).toBe(true);
});
