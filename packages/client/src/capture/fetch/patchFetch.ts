import type { SpanContext } from '@opentelemetry/api';
import { ATTR_HTTP_REQUEST_METHOD, ATTR_URL_FULL } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import { currentParent } from '../../process/currentParent.js';
import { quietly } from '../../process/quietly.js';
import { randomHex } from '../../process/randomHex.js';
import { isNavigationRequest, isPrefetch } from './isPrefetch.js';
import { mayCarryTrace } from './mayCarryTrace.js';
import { type RequestParts, requestParts } from './requestParts.js';

/** OTLP's `SPAN_KIND_CLIENT`. */
const CLIENT = 3;

/** Version 00 of W3C Trace Context, which every sender of today writes. */
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Paths below which a page's own tools talk: overlay, hot reload, code. */
const UNTRACED_PATH = /^\/(__nextjs|_next\/(static|webpack-hmr|hmr)\b)/;

/**
 * Puts one patch on `fetch`, which stays: it makes the span of each request and hands its ids to the server.
 * The relay's own requests and Next's prefetches go out without a span.
 */
export function patchFetch(client: Client): void {
  const { nativeFetch } = client;
  const throughlineFetch: typeof fetch = (input, init) => {
    let parts: RequestParts;
    try {
      parts = requestParts(input, init);
    } catch {
      // What cannot be read here is for the browser to reject, in its words.
      return nativeFetch(input, init);
    }
    return quietly(() => sendTraced(client, parts, input, init)) ?? nativeFetch(input, init);
  };
  window.fetch = throughlineFetch;
}

function sendTraced(
  client: Client,
  parts: RequestParts,
  input: RequestInfo | URL,
  init: RequestInit | undefined,
): Promise<Response> | undefined {
  const { url, headers } = parts;
  if (isUntraced(url, client.options.endpoint)) return undefined;
  const given = headers.get('traceparent');
  if (isPrefetch(headers)) {
    client.prefetches++;
    if (url.origin !== location.origin || given !== null) return undefined;
    // An unsampled parent tells the server not to sample a prefetch either: no span here, none there.
    const unsampled = { traceId: randomHex(16), spanId: randomHex(8), traceFlags: 0 };
    return sendWith(client, traceParent(unsampled), parts, input, init);
  }
  const isNavigation = isNavigationRequest(headers);
  const parent = given === null ? requestParent(client, isNavigation) : givenParent(given);
  if (client.tracedFetch) return client.tracedFetch(input, init, parent, isNavigation);

  const { requests } = client;
  const span = client.startSpan(
    spanName(parts),
    {
      kind: CLIENT,
      attributes: { [ATTR_HTTP_REQUEST_METHOD]: parts.method, [ATTR_URL_FULL]: url.href },
    },
    parent,
  );
  const request = requests.add(span, url.href, isNavigation ? parent?.spanId : undefined);
  const carries = given === null && mayCarryTrace(url, client.options.propagateTraceTo);
  const sent = carries
    ? sendWith(client, traceParent(span.spanContext()), parts, input, init)
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

/** The method and path; for a server action, of which the browser knows no more, its id. */
export function spanName({ method, url, headers }: RequestParts): string {
  const action = headers.get('next-action');
  return action ? `action ${action}` : `${method} ${url.pathname}`;
}

function isUntraced({ href, origin, pathname }: URL, endpoint: string): boolean {
  const isRelay = href.startsWith(new URL(`${endpoint}/v1/`, document.baseURI).href);
  return isRelay || !href.startsWith('http') || (origin === location.origin && UNTRACED_PATH.test(pathname));
}

/** A navigation's request belongs to the navigation, whether that still adopts or not. */
function requestParent(client: Client, isNavigation: boolean): SpanContext | undefined {
  return client.active?.span || !isNavigation ? currentParent(client) : client.pages.span()?.spanContext();
}

/** A `traceparent` that the app set goes out as it is, and the span joins its trace. */
function givenParent(header: string): SpanContext | undefined {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(header) ?? [];
  return traceId && spanId
    ? { traceId, spanId, traceFlags: Number(`0x${flags}`), isRemote: true }
    : undefined;
}

function traceParent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${traceFlags & 1}`;
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
