import { expect, test } from 'vitest';
import { nearestMatch } from './nearestMatch.js';

const NAMES = ['port', 'host', 'memory', 'scrape', 'scrape-token-env'];

test.each([
  ['prot', 'port'],
  ['memry', 'memory'],
  ['Host', 'host'],
  ['scrap', 'scrape'],
  ['scrape-token', 'scrape-token-env'],
])('%s means %s', (word, meant) => {
  expect(nearestMatch(word, NAMES)).toBe(meant);
});

test('a word that resembles none has no match', () => {
  expect(nearestMatch('verbose', NAMES)).toBeUndefined();
  expect(nearestMatch('x', [])).toBeUndefined();
});
