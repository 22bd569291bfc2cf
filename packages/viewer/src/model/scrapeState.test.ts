import { expect, test } from 'vitest';
import { scrapeState } from './scrapeState.js';

test.each([
  [null, null, 'waiting'],
  [null, 'ECONNREFUSED', 'waiting'],
  [null, 'HTTP status 401', 'failing'],
  [1_790_000_000_000, null, 'fine'],
  [1_790_000_000_000, 'ECONNREFUSED', 'failing'],
] as const)('last success %s, error %s: %s', (lastSuccessUnixMs, lastError, state) => {
  expect(scrapeState({ url: 'http://127.0.0.1/metrics', lastSuccessUnixMs, lastError })).toBe(state);
});
