import { type Client, currentClient, setCurrentClient } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import { patchFetch } from '../capture/fetch/patchFetch.js';
import { patchXhr } from '../capture/xhr/patchXhr.js';
import { quietly } from '../process/quietly.js';
import { createClient } from './loadEarly.js';

/** A page that never finishes loading, or never rests, still gets the rest. */
const LONGEST_WAIT_MILLIS = 10_000;

/**
 * The start: patches and listeners, so that nothing is missed. Called once a page.
 *
 * What they do is the early part's, of which nothing is even compiled before the first request, line, error, touch or exit,
 * or before the page rests. Until then the page has paid for this alone (ADR 0064).
 */
export function startClient(given: ClientOptions): void {
  const nativeFetch = fetch;
  // The app may change the address before anybody asks.
  const { href, pathname } = location;
  const capture = given?.capture;
  let client: Client | undefined;

  if (capture?.fetch !== false) patchFetch(nativeFetch);
  if (capture?.xhr !== false) (['open', 'setRequestHeader', 'send'] as const).map(patchXhr);
  // A tab that is closed before its load event is told so by Chromium only if somebody listens to this. The deferred part
  // takes it away, for Firefox keeps no page with such a listener in its back/forward cache.
  addEventListener('beforeunload', Boolean);
  // Capturing: failed resources do not bubble, and after the first listener of `pagehide` the app's requests in flight are
  // rejected, and would look failed. `unload` is not used: it disables the back/forward cache.
  ['error', 'unhandledrejection', 'pointerdown', 'keydown', 'visibilitychange', 'pagehide'].map((type) =>
    addEventListener(type, hear, true),
  );
  // Not every browser has idle times.
  addEventListener('load', () => (window.requestIdleCallback ?? setTimeout)(hear));
  // Where the load is over already (the visitor consents late), at once.
  setTimeout(hear, document.readyState === 'complete' ? 0 : LONGEST_WAIT_MILLIS);
  setCurrentClient(() => {
    // Tried once: what fails is not tried again at each request.
    setCurrentClient(() => client);
    client = createClient(given, nativeFetch, href, pathname);
    return client;
  });
}

/** Hears an event, or without one that the page rests. */
function hear(event?: Event | IdleDeadline): void {
  quietly(() => currentClient()?.hear(event as Partial<Event> | undefined));
}
