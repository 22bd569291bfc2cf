import { ATTR_INTERRUPTED } from '@throughline/semconv';
import type { Client } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import { startDocumentLoad } from '../capture/documentLoad/startDocumentLoad.js';
import { captureErrors } from '../capture/errors/captureErrors.js';
import { createOpenRequests } from '../capture/fetch/openRequests.js';
import { patchFetch } from '../capture/fetch/patchFetch.js';
import { endNavigation, startNavigation } from '../capture/navigation/startNavigation.js';
import { createPageViews } from '../process/pageViews.js';
import { quietly } from '../process/quietly.js';
import { readSessionId } from '../process/readSessionId.js';
import { createEarlyBuffer } from './EarlyBuffer.js';
import { loadDeferred } from './loadDeferred.js';
import { createLogWriter } from './logWriter.js';
import { createStartSpan } from './startSpan.js';

/**
 * The synchronous part: patches, listeners, ids and a bounded buffer, so that nothing is missed and every
 * request carries its trace while the rest of the package is fetched after the load. Called once a page.
 */
export function startClient(given: ClientOptions): Client {
  // Not checked yet: what is wrong ends in `quietly`, until the deferred part has put the default in its place.
  const options: Client['options'] = {
    endpoint: '/api/telemetry',
    propagateTraceTo: [],
    sampleRatio: 1,
    ...given,
    capture: { ...given?.capture },
  };
  const nativeFetch = window.fetch.bind(window);
  const sessionId = readSessionId();
  const pages = createPageViews(location.pathname);
  const buffer = createEarlyBuffer(nativeFetch, () => client.options.endpoint, sessionId);
  const client: Client = {
    options,
    nativeFetch,
    sessionId,
    pages,
    requests: createOpenRequests(),
    sink: buffer,
    active: undefined,
    startSpan: createStartSpan({
      sampleRatio: () => client.options.sampleRatio,
      page: pages.current,
      onEnd: (draft) => client.sink.span(draft),
    }),
    tracedFetch: undefined,
    navigation: undefined,
    onNavigation: undefined,
    load: undefined,
    document: { page: pages.current(), span: undefined },
    hiddenAt: document.hidden && !('prerendering' in document && document.prerendering) ? 0 : Infinity,
    prefetches: 0,
    beforeHide: [],
    beforeLeave: [],
    navigationStarted: (url, type) => startNavigation(client, url, type),
    ...createLogWriter(() => client),
  };
  const { capture } = options;
  if (capture.documentLoad !== false) startDocumentLoad(client);
  if (capture.fetch !== false) patchFetch(client);
  if (capture.errors !== false) captureErrors(client);
  // What a person does is not part of the page's own load: from the first touch on it has a trace of its own.
  for (const type of ['pointerdown', 'keydown']) {
    window.addEventListener(type, () => pages.closeAdoption(), { capture: true, passive: true });
  }
  // On a phone this is the last that is heard of a page.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) return;
    client.hiddenAt = Math.min(client.hiddenAt, performance.now());
    leave(false);
  });
  // Capturing, to be early: after the first listener the app's requests in flight are rejected, and would look
  // failed. `unload` is not used: it disables the back/forward cache.
  window.addEventListener('pagehide', () => leave(true), true);
  loadDeferred(client, given, buffer);
  return client;

  function leave(forGood: boolean): void {
    quietly(() => {
      for (const tell of client.beforeHide) tell();
      if (forGood) {
        for (const finish of client.beforeLeave) finish();
        client.requests.endAll();
        client.load?.setAttribute(ATTR_INTERRUPTED, true).end();
        client.load = undefined;
      }
      endNavigation(client, true);
      client.sink.flush();
    });
  }
}
