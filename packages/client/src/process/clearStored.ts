import { OFFLINE_DATABASE } from '../offline/OFFLINE_DATABASE.js';

/** Where the session is kept if the app wants it: id, when it began, when it was last seen. */
export const SESSION_KEY = 'throughline.session';

/** Forgets the tab's session, and what waits to be sent since the visitor was offline. */
export function clearStored(): void {
  try {
    sessionStorage.removeItem(SESSION_KEY);
    indexedDB.deleteDatabase(OFFLINE_DATABASE);
  } catch {
    // Storage is blocked, so there is none.
  }
}
