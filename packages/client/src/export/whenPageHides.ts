/**
 * Calls `onHidden` when the page is no longer seen, which on a phone is the last that is heard of it, and
 * `onLeave` when it is left (also into the back/forward cache). `unload` is not used: it disables that cache.
 */
export function whenPageHides(handlers: { onHidden: () => void; onLeave: () => void }): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') handlers.onHidden();
  });
  // Capturing, to be early: after the first listener the app's requests in flight are rejected, and would look failed.
  window.addEventListener('pagehide', handlers.onLeave, { capture: true });
}
