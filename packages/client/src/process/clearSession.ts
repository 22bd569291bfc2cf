/** Where the session is kept if the app wants it: id, when it began, when it was last seen. */
export const SESSION_KEY = 'throughline.session';

/** Forgets the tab's session. */
export function clearSession(): void {
  try {
    sessionStorage.removeItem(SESSION_KEY);
  } catch {
    // Storage is blocked, so there is none.
  }
}
