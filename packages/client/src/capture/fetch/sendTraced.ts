import type { Client } from '../../Client.js';
import { theClient } from '../../early/theClient.js';
import { quietly } from '../../process/quietly.js';
import { randomHex } from '../../process/randomHex.js';
import { TRACEPARENT } from '../../process/TRACEPARENT.js';
import { isPrefetch } from './isPrefetch.js';
import { type RequestParts, requestParts } from './requestParts.js';
import { isUntraced, startRequest } from './startRequest.js';

/** Sends a request with its span and its ids; gives nothing where it is to go out as it came. */
export function sendTraced(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<Response> | undefined {
  const client = theClient();
  // What cannot be read is for the browser to reject, in its words.
  const parts = requestParts(input, init);
  const { url, requestHeaders } = parts;
  if (isUntraced(client, url)) return undefined;
  if (isPrefetch(requestHeaders)) {
    client.prefetches++;
    if (url.origin !== location.origin || requestHeaders.has(TRACEPARENT)) return undefined;
    // An unsampled parent tells the server not to sample a prefetch either: no span here, none there.
    return sendWith(client, `00-${randomHex(16)}-${randomHex(8)}-00`, parts, input, init);
  }
  if (client.tracedFetch) return client.tracedFetch(input, init);

  const { openRequest, traceHeader } = startRequest(client, parts);
  const sent = traceHeader
    ? sendWith(client, traceHeader, parts, input, init)
    : client.nativeFetch(input, init);
  // The derived promise is the app's: were it given the first one, our handler would make its rejections handled.
  return sent.then(
    (response) => {
      quietly(() => client.requests.answered(openRequest, response.status));
      return response;
    },
    (error: unknown) => {
      quietly(() => client.requests.failed(openRequest, error));
      throw error;
    },
  );
}

/** Sends with the header set on copies: what the app handed over, and may use again, stays as it was. */
function sendWith(
  client: Client,
  traceHeader: string,
  { request, requestHeaders: headers }: RequestParts,
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<Response> {
  if (!init && request) {
    // `new Request` without a second argument keeps the referrer policy.
    const copy = new Request(request);
    copy.headers.set(TRACEPARENT, traceHeader);
    return client.nativeFetch(copy);
  }
  headers.set(TRACEPARENT, traceHeader);
  return client.nativeFetch(input, { ...init, headers });
}
