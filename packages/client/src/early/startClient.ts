import { ATTR_INTERRUPTED } from '@throughline/semconv';
import { type Client, setCurrentClient } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import { startDocumentLoad } from '../capture/documentLoad/startDocumentLoad.js';
import { captureErrors } from '../capture/errors/captureErrors.js';
import { createOpenRequests } from '../capture/fetch/openRequests.js';
import { patchFetch } from '../capture/fetch/patchFetch.js';
import { endNavigation, startNavigation } from '../capture/navigation/startNavigation.js';
import { captureResourceErrors } from '../capture/resourceErrors/captureResourceErrors.js';
import { patchXhr } from '../capture/xhr/patchXhr.js';
import { listen } from '../process/listen.js';
import { createPageView } from '../process/PageView.js';
import { randomHex } from '../process/randomHex.js';
import { createEarlyBuffer } from './EarlyBuffer.js';
import { loadDeferred } from './loadDeferred.js';
import { reportError } from './reportError.js';
import { startSpan } from './startSpan.js';
import { writeLog } from './writeLog.js';

/**
 * The synchronous part: patches and listeners, so that nothing is missed and every request carries its trace while the
 * rest of the package is fetched after the load. Called once a page.
 *
 * The client's ids, its page view and its buffer are made for the first who asks: the first request, line, error or touch,
 * or the deferred part. Until then the page has paid for the patches alone (ADR 0059).
 */
export function startClient(given: ClientOptions): void {
  // A tab that is closed before its load event is told so by Chromium only if somebody listens to this. The deferred part
  // takes it away, for Firefox keeps no page with such a listener in its back/forward cache.
  addEventListener('beforeunload', Boolean);
  // Not checked yet: what is wrong ends in `quietly`, until the deferred part has put the default in its place.
  const settings: Client['settings'] = {
    endpoint: '/api/telemetry',
    propagateTraceTo: [],
    sampleRatio: 1,
    ...given,
    capture: { ...given?.capture },
  };
  const { capture } = settings;
  const nativeFetch = fetch.bind(window);
  // The app may change the address before anybody asks.
  const { href, pathname } = location;
  let made: Client | undefined;

  if (capture.fetch !== false) patchFetch(nativeFetch);
  if (capture.xhr !== false) patchXhr();
  if (capture.errors !== false) captureErrors();
  if (capture.resourceErrors !== false) captureResourceErrors();
  // What a person does is not part of the page's own load: from the first touch on it has a trace of its own.
  listen('pointerdown', touched, true);
  listen('keydown', touched, true);
  // On a phone this is the last that is heard of a page.
  listen('visibilitychange' as 'pagehide', () => document.hidden && leave(false), true);
  // Capturing, to be early: after the first listener the app's requests in flight are rejected, and would look
  // failed. `unload` is not used: it disables the back/forward cache.
  listen('pagehide', () => leave(true), true);
  loadDeferred(given);
  setCurrentClient(client);

  function client(): Client {
    if (!made) {
      const firstPage = createPageView('load', pathname);
      made = {
        settings,
        nativeFetch,
        sessionId: randomHex(16),
        firstPage,
        page: firstPage,
        requests: createOpenRequests(),
        sink: createEarlyBuffer(),
        openSpan: startSpan,
        prefetches: 0,
        beforeHide: [],
        navigationStarted: startNavigation,
        log: writeLog,
        reportError,
        reported: new WeakSet(),
      };
      if (capture.documentLoad !== false) startDocumentLoad(made, href);
    }
    return made;
  }

  function touched(): void {
    client().page.adopting = false;
  }

  function leave(forGood: boolean): void {
    const left = client();
    for (const tell of left.beforeHide) tell(forGood);
    if (forGood) {
      left.requests.endAll();
      // Nothing, where it has ended.
      left.firstPage.span?.setAttribute(ATTR_INTERRUPTED, true).end();
    }
    endNavigation(left, true);
    left.sink.flush();
  }
}
