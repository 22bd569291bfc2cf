import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mayCarryTrace } from './mayCarryTrace.js';

beforeAll(() => void vi.stubGlobal('location', { origin: 'https://own.test' }));
afterAll(() => void vi.unstubAllGlobals());

const allows = (entry: string | RegExp, url: string) => mayCarryTrace(new URL(url), [entry]);

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
  const pattern = /^https:\/\/API\./giy;
  expect([1, 2, 3].map(() => allows(pattern, 'https://api.example.com/'))).toEqual([true, true, true]);
});

test('the own origin needs no permission, and an entry that is no URL allows nothing', () => {
  expect(allows('nonsense', 'https://own.test/api')).toBe(true);
  expect(allows('nonsense', 'https://other.test/nonsense')).toBe(false);
});
