import { expect, test } from 'vitest';
import { traceTargets } from './traceTargets.js';

const allows = (entry: string | RegExp, url: string) =>
  traceTargets([entry]).some((pattern) => pattern.test(url));

test('a text allows what is below it, and nothing that only begins like it', () => {
  expect(allows('https://api.example.com', 'https://api.example.com/v1?x=1')).toBe(true);
  expect(allows('https://api.example.com/', 'https://api.example.com/')).toBe(true);
  expect(allows('https://api.example.com/v1', 'https://api.example.com/v1/x')).toBe(true);
  expect(allows('https://api.example.com/v1', 'https://api.example.com/v10')).toBe(false);
  expect(allows('https://api.example.com', 'https://api.example.com.evil.test/')).toBe(false);
  expect(allows('https://api.example.com', 'https://api.example.com:8443/')).toBe(false);
  expect(allows('https://api.example.com', 'https://api-example.com/')).toBe(false);
  expect(allows('https://api.example.com', 'https://evil.test/?https://api.example.com/')).toBe(false);
});

test('a RegExp judges each request alike, whatever its flags', () => {
  const [pattern] = traceTargets([/^https:\/\/API\./giy]);
  expect([1, 2, 3].map(() => pattern?.test('https://api.example.com/'))).toEqual([true, true, true]);
});
