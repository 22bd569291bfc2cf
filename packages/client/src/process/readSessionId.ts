import { randomHex } from './randomHex.js';

const KEY = 'throughline.session';
const SESSION_ID = /^[0-9a-f]{32}$/;

/**
 * The id of this tab's session: 32 hex digits, kept in `sessionStorage` so that it outlives a page load, and
 * no longer than the tab. Where storage is blocked it lasts as long as the page.
 */
export function readSessionId(): string {
  try {
    const stored = sessionStorage.getItem(KEY);
    if (stored && SESSION_ID.test(stored)) return stored;
  } catch {
    return randomHex(16);
  }
  const id = randomHex(16);
  try {
    sessionStorage.setItem(KEY, id);
  } catch {
    // Full or blocked storage: the id lives in memory only.
  }
  return id;
}
