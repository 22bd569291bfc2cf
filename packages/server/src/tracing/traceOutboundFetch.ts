import { subscribe } from 'node:diagnostics_channel';
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_FULL,
} from '@throughline/semconv';
import { errorMessage, errorType } from './recordError.js';
import { ownTracer } from './tracer.js';

/** What undici publishes about a request: the part that is read here. */
interface UndiciRequest {
  method: string;
  origin: string | URL;
  path: string;
  addHeader(name: string, value: string): unknown;
}

/**
 * One CLIENT span for each HTTP exchange of the global `fetch` (undici), and `traceparent` on it. Built on undici's
 * diagnostics channels, so there is nothing to patch. Call once a process.
 */
export function traceOutboundFetch(): void {
  const spans = new WeakMap<object, Span>();
  on('undici:request:create', ({ request }) => {
    if (!isUndiciRequest(request) || isTracingSuppressed(context.active())) return;
    const span = start(request);
    spans.set(request, span);
    propagation.inject(trace.setSpan(context.active(), span), request, {
      set: (carrier, name, value) => carrier.addHeader(name, value),
    });
  });
  on('undici:request:headers', ({ request, response }) => {
    const span = spanOf(spans, request);
    const status = statusOf(response);
    if (!span || status === undefined) return;
    span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
    if (status >= 400) span.setAttribute(ATTR_ERROR_TYPE, String(status));
    // A 4xx is an answer that the caller can act on; docs/adr/0006-client-errors.md says why it is no failure here.
    if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  });
  on('undici:request:trailers', ({ request }) => spanOf(spans, request)?.end());
  on('undici:request:error', ({ request, error }) => {
    const span = spanOf(spans, request);
    if (!span) return;
    span.setAttribute(ATTR_ERROR_TYPE, errorType(error));
    span.setStatus({ code: SpanStatusCode.ERROR, message: errorMessage(error) });
    span.end();
  });
}

/** A listener that throws would surface as an uncaught exception of the app. */
function on(channel: string, listener: (message: Record<string, unknown>) => void): void {
  subscribe(channel, (message) => {
    try {
      if (typeof message === 'object' && message !== null) listener(message as Record<string, unknown>);
    } catch {
      // The request goes on untraced.
    }
  });
}

function start({ method, origin, path }: UndiciRequest): Span {
  const url = new URL(path, origin);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return ownTracer().startSpan(`${method} ${url.host}`, {
    kind: SpanKind.CLIENT,
    attributes: {
      [ATTR_HTTP_REQUEST_METHOD]: method,
      // Without the query: its values may be secret.
      [ATTR_URL_FULL]: `${url.origin}${url.pathname}`,
      [ATTR_SERVER_ADDRESS]: url.hostname,
      [ATTR_SERVER_PORT]: Number(port),
    },
  });
}

function spanOf(spans: WeakMap<object, Span>, request: unknown): Span | undefined {
  return typeof request === 'object' && request !== null ? spans.get(request) : undefined;
}

function statusOf(response: unknown): number | undefined {
  if (typeof response !== 'object' || response === null || !('statusCode' in response)) return undefined;
  return typeof response.statusCode === 'number' ? response.statusCode : undefined;
}

function isUndiciRequest(value: unknown): value is UndiciRequest {
  return (
    typeof value === 'object' &&
    value !== null &&
    'addHeader' in value &&
    typeof value.addHeader === 'function' &&
    'origin' in value &&
    'path' in value
  );
}
