import { randomHex } from './randomHex.js';

const KEY = 'throughline.session';

/**
 * The id of this tab's session: 32 hex digits, kept in `sessionStorage` so that it outlives a page load, and
 * no longer than the tab. Where storage is blocked or full it lasts as long as the page.
 */
export function readSessionId(): string {
  let id = randomHex(16);
  try {
    id = sessionStorage.getItem(KEY) || id;
    sessionStorage.setItem(KEY, id);
  } catch {}
  return id;
}
