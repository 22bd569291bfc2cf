import type { Client } from '../../Client.js';
import { quietly } from '../../process/quietly.js';
import { spanContextOf } from '../../process/spanContext.js';
import { TRACEPARENT } from '../../process/TRACEPARENT.js';
import { traceStateOf } from '../../process/traceStateOf.js';
import { requestParts } from './requestParts.js';

/**
 * Adds to the browser's `fetch` what the early patch has no room for, where that has put its `traceparent` on a request to
 * the own origin:
 * - `tracestate` says the share, behind what the app has set. Another origin would have to allow that header;
 * - a `GET` that fails is sent once more without our headers. A redirect takes them along, and whom it leads to may not allow
 *   them: the app's own request is never refused for ours. What the app called off is called off at once.
 */
export function completeFetch(client: Client): void {
  const { nativeFetch } = client;
  client.nativeFetch = (input, init) =>
    quietly(() => send(client, nativeFetch, input, init)) ?? nativeFetch(input, init);
}

function send(
  client: Client,
  nativeFetch: typeof fetch,
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<Response> | undefined {
  const { url, requestMethod, requestHeaders } = requestParts(input, init);
  const parent = spanContextOf(requestHeaders.get(TRACEPARENT) ?? '');
  // One that the app has set names no request of ours.
  const isOurs = [...client.requests.open].some(({ span }) => span.spanContext().spanId === parent?.spanId);
  if (!parent || !isOurs || url.origin !== location.origin) return undefined;
  const share = traceStateOf(parent, client.settings.sampleRatio);
  const sent = share
    ? nativeFetch(...changed(input, init, (own) => own.append('tracestate', share)))
    : nativeFetch(input, init);
  if (requestMethod !== 'GET') return sent;
  return sent.catch(() => nativeFetch(...changed(input, init, (own) => own.delete(TRACEPARENT))));
}

/** The arguments of `fetch` with other headers. */
function changed(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  change: (headers: Headers) => void,
): Parameters<typeof fetch> {
  const { request, requestHeaders: headers } = requestParts(input, init);
  if (!init && request) {
    const copy = new Request(request);
    change(copy.headers);
    return [copy];
  }
  change(headers);
  return [input, { ...init, headers }];
}
