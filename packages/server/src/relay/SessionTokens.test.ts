import { expect, it } from 'vitest';
import { SESSION_TOKEN_SECONDS, SessionTokens } from './SessionTokens.js';

const OLD = 'o'.repeat(32);
const NEW = 'n'.repeat(32);
const NOW = Date.UTC(2026, 0, 1);

it('takes its own tokens until they expire', () => {
  const tokens = new SessionTokens([OLD]);
  const { token, expiresAt } = tokens.issue(NOW);
  expect(tokens.isValid(token, NOW)).toBe(true);
  expect(Date.parse(expiresAt)).toBe(NOW + SESSION_TOKEN_SECONDS * 1000);
  expect(tokens.isValid(token, Date.parse(expiresAt) - 1)).toBe(true);
  expect(tokens.isValid(token, Date.parse(expiresAt))).toBe(false);
  expect(tokens.issue(NOW).token).not.toBe(token);
  expect(token).not.toContain(OLD);
});

it('takes those of an earlier secret while it is listed, and signs with the first', () => {
  const { token } = new SessionTokens([OLD]).issue(NOW);
  const both = new SessionTokens([NEW, OLD]);
  expect(both.isValid(token, NOW)).toBe(true);
  expect(new SessionTokens([NEW]).isValid(token, NOW)).toBe(false);
  expect(new SessionTokens([NEW]).isValid(both.issue(NOW).token, NOW)).toBe(true);
});

it('refuses what was tampered with, and what is no token', () => {
  const tokens = new SessionTokens([OLD]);
  const [expiry, nonce, mac] = tokens.issue(NOW).token.split('.');
  const later = (Number.parseInt(expiry ?? '', 36) + 1).toString(36);
  for (const forged of [
    `${later}.${nonce}.${mac}`,
    `${expiry}.${nonce}x.${mac}`,
    `${expiry}.${nonce}.${mac?.slice(1)}`,
    `${expiry}.${nonce}.`,
    `${expiry}.${nonce}`,
    '..',
    '',
    'x'.repeat(100_000),
    undefined,
    42,
  ]) {
    expect(tokens.isValid(forged, NOW)).toBe(false);
  }
});
