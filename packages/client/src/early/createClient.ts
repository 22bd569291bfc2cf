import type { Client } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import { startDocumentLoad } from '../capture/documentLoad/startDocumentLoad.js';
import { createOpenRequests } from '../capture/fetch/openRequests.js';
import { sendTraced } from '../capture/fetch/sendTraced.js';
import { startNavigation } from '../capture/navigation/startNavigation.js';
import { watchXhr } from '../capture/xhr/watchXhr.js';
import { createPageView } from '../process/PageView.js';
import { quietly } from '../process/quietly.js';
import { randomHex } from '../process/randomHex.js';
import { createEarlyBuffer } from './EarlyBuffer.js';
import { hear } from './hear.js';
import { deferredLoader } from './loadDeferred.js';
import { reportError } from './reportError.js';
import { startSpan } from './startSpan.js';
import { setClient } from './theClient.js';
import { writeLog } from './writeLog.js';

/**
 * Makes the client of the page, with ids, page view and buffer: for the first who asks. The whole early part is behind this
 * one function and the methods of what it makes, so that it can be a module that waits (`loadEarly`).
 *
 * @param href the address that the page had at `init`, and `pathname` its path
 */
export function createClient(
  given: ClientOptions,
  nativeFetch: typeof fetch,
  href: string,
  pathname: string,
): Client {
  // Not checked yet: what is wrong ends in `quietly`, until the deferred part has put the default in its place.
  const settings: Client['settings'] = {
    endpoint: '/api/telemetry',
    propagateTraceTo: [],
    sampleRatio: 1,
    ...given,
    capture: { ...given?.capture },
  };
  const firstPage = createPageView('load', pathname);
  const client: Client = {
    settings,
    nativeFetch: nativeFetch.bind(window),
    sessionId: randomHex(16),
    firstPage,
    page: firstPage,
    requests: createOpenRequests(),
    sink: createEarlyBuffer(),
    openSpan: startSpan,
    prefetches: 0,
    beforeHide: [],
    sendTraced,
    watchXhr,
    hear,
    loadDeferred: deferredLoader(given),
    navigationStarted: startNavigation,
    log: writeLog,
    reportError,
  };
  setClient(client);
  if (settings.capture.documentLoad !== false) quietly(() => startDocumentLoad(client, href));
  return client;
}
