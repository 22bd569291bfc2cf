import type { SpanContext } from '@opentelemetry/api';
import { ATTR_HTTP_REQUEST_METHOD, ATTR_URL_FULL } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import { currentParent } from '../../process/currentParent.js';
import { spanContextOf } from '../../process/spanContext.js';
import { TRACEPARENT } from '../../process/TRACEPARENT.js';
import { isNavigationRequest } from './isPrefetch.js';
import { mayCarryTrace } from './mayCarryTrace.js';
import type { OpenRequest } from './openRequests.js';
import type { RequestParts } from './requestParts.js';

/** OTLP's `SPAN_KIND_CLIENT`. */
const CLIENT = 3;

/**
 * What is no HTTP, and paths below which a page's own tools talk: overlay, hot reload, code. `/_next/data` is none of
 * them: the Pages Router fetches its pages there.
 */
const UNTRACED = /^(?!http)|^[^?#]*\/_(_nextjs|next\/[^d])/;

/** A request whose span has begun. */
export interface StartedRequest {
  readonly openRequest: OpenRequest;
  /** The `traceparent` to send, if the other side may have it and the app has not set one. */
  readonly traceHeader: string | false;
}

/** The relay's own requests, a page's tools, what is no HTTP, and all without consent. */
export function isUntraced({ off, settings }: Client, { href }: URL): unknown {
  return off || href.includes(`${settings.endpoint}/v1/`) || UNTRACED.test(href);
}

/**
 * What a request belongs to. A `traceparent` that the app set is joined; a navigation's request belongs to the
 * navigation, whether that still adopts or not.
 */
export function requestParent(
  client: Client,
  headers: Headers,
  isNavigation: boolean,
): SpanContext | undefined {
  const given = headers.get(TRACEPARENT);
  if (given) return spanContextOf(given);
  return client.active?.span || !isNavigation ? currentParent(client) : client.page.span?.spanContext();
}

/** Starts the span of a request and remembers it until its answer has ended. */
export function startRequest(client: Client, parts: RequestParts): StartedRequest {
  const { url, requestMethod, requestHeaders } = parts;
  const isNavigation = isNavigationRequest(requestHeaders);
  const parent = requestParent(client, requestHeaders, isNavigation);
  const attributes = { [ATTR_HTTP_REQUEST_METHOD]: requestMethod, [ATTR_URL_FULL]: url.href };
  const span = client.openSpan(spanName(parts), { kind: CLIENT, attributes }, parent);
  return {
    openRequest: client.requests.add(span, url.href, isNavigation && parent?.spanId),
    traceHeader:
      !requestHeaders.has(TRACEPARENT) &&
      mayCarryTrace(url, client.settings.propagateTraceTo) &&
      traceParent(span.spanContext()),
  };
}

/** The method and path; for a server action, of which the browser knows no more, its id. */
export function spanName({ requestMethod, url, requestHeaders }: RequestParts): string {
  const action = requestHeaders.get('next-action');
  return action ? `action ${action}` : `${requestMethod} ${url.pathname}`;
}

function traceParent({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-0${traceFlags & 1}`;
}
