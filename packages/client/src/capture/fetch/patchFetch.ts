import { type Client, theClient } from '../../Client.js';
import { quietly } from '../../process/quietly.js';
import { randomHex } from '../../process/randomHex.js';
import { isNavigationRequest, isPrefetch } from './isPrefetch.js';
import { type RequestParts, requestParts } from './requestParts.js';
import { isUntraced, requestParent, startRequest, traceParent } from './startRequest.js';

/**
 * Puts one patch on `fetch`, which stays: it makes the span of each request and hands its ids to the server.
 * The relay's own requests and Next's prefetches go out without a span.
 */
export function patchFetch(nativeFetch: typeof fetch): void {
  // What cannot be read is for the browser to reject, in its words.
  window.fetch = (input, init) =>
    quietly(() => sendTraced(theClient(), requestParts(input, init), input, init)) ??
    nativeFetch(input, init);
}

function sendTraced(
  client: Client,
  parts: RequestParts,
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<Response> | undefined {
  const { url, headers } = parts;
  if (isUntraced(client, url)) return undefined;
  if (isPrefetch(headers)) {
    client.prefetches++;
    if (url.origin !== location.origin || headers.has('traceparent')) return undefined;
    // An unsampled parent tells the server not to sample a prefetch either: no span here, none there.
    const unsampled = { traceId: randomHex(16), spanId: randomHex(8), traceFlags: 0 };
    return sendWith(client, traceParent(unsampled), parts, input, init);
  }
  const isNavigation = isNavigationRequest(headers);
  const parent = requestParent(client, headers, isNavigation);
  if (client.tracedFetch) return client.tracedFetch(input, init, parent, isNavigation);

  const { requests } = client;
  const { request, traceparent } = startRequest(client, parts, parent, isNavigation);
  const sent = traceparent
    ? sendWith(client, traceparent, parts, input, init)
    : client.nativeFetch(input, init);
  // The derived promise is the app's: were it given the first one, our handler would make its rejections handled.
  return sent.then(
    (response) => {
      quietly(() => requests.answered(request, response.status));
      return response;
    },
    (error: unknown) => {
      quietly(() => requests.failed(request, error));
      throw error;
    },
  );
}

/** Sends with the header set on copies: what the app handed over, and may use again, stays as it was. */
function sendWith(
  client: Client,
  traceparent: string,
  { headers }: RequestParts,
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<Response> {
  if (init === undefined && input instanceof Request) {
    // `new Request` without a second argument keeps the referrer policy.
    const copy = new Request(input);
    copy.headers.set('traceparent', traceparent);
    return client.nativeFetch(copy);
  }
  headers.set('traceparent', traceparent);
  return client.nativeFetch(input, { ...init, headers });
}
