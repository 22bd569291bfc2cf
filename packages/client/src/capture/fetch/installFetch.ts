import { context, propagation, ROOT_CONTEXT, type TracerProvider, trace } from '@opentelemetry/api';
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import { formatTraceParent } from '@throughline/otlp';
import { markNavigationRequest } from '../../process/navigationRequests.js';
import type { PageViews } from '../../process/pageViews.js';
import { randomHex } from '../../process/randomHex.js';
import type { FetchSpans } from './fetchSpans.js';
import { isNavigationRequest, isPrefetch } from './isPrefetch.js';
import { requestParts } from './requestParts.js';
import { traceTargets } from './traceTargets.js';

export interface FetchCaptureOptions {
  provider: TracerProvider;
  pages: PageViews;
  spans: FetchSpans;
  /** Endpoint of the relay: its requests are never traced. */
  endpoint: string;
  propagateTraceTo: readonly (string | RegExp)[];
  nativeFetch: typeof fetch;
}

/** Paths below which a page's own tools talk: overlay, hot reload, code. */
const UNTRACED_PATH = /^\/(__nextjs|_next\/(static|webpack-hmr|hmr)\b)/;

/**
 * Puts instrumentation-fetch on `fetch`, and a wrapper around it that keeps from it what it cannot tell apart:
 * the relay's requests and Next's prefetches go out untraced, the page's own requests get their parent, and
 * it never gets its hands on the app's `init` or `Request`, which it would write into.
 */
export function installFetch(options: FetchCaptureOptions): void {
  const { provider, pages, spans, nativeFetch } = options;
  const instrumentation = new FetchInstrumentation({
    enabled: false,
    ignoreNetworkEvents: true,
    propagateTraceHeaderCorsUrls: traceTargets(options.propagateTraceTo),
    applyCustomAttributesOnSpan: (span, _request, result) => spans.onAnswer(span, result),
  });
  instrumentation.setTracerProvider(provider);
  instrumentation.enable();
  const tracedFetch = window.fetch;
  const relay = new URL(options.endpoint, document.baseURI);

  const throughlineFetch: typeof fetch = (input, init) => {
    try {
      const { url, headers } = requestParts(input, init);
      if (isUntraced(url, relay)) return nativeFetch(input, init);
      if (isPrefetch(headers)) return nativeFetch(input, prefetchInit(url, headers, init));
      return context.with(parentOf(headers, pages), () =>
        // Copies, because instrumentation-fetch sets `headers` on what it is given: an `init` that the app
        // uses twice would carry the first request's `traceparent` into the second, to any origin.
        // `new Request` without a second argument keeps the referrer policy.
        init === undefined && input instanceof Request
          ? tracedFetch(new Request(input))
          : tracedFetch(input, { ...init }),
      );
    } catch {
      // What cannot be read here is for the browser to reject, in its words.
      return nativeFetch(input, init);
    }
  };
  window.fetch = throughlineFetch;
}

function isUntraced(url: URL, relay: URL): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return true;
  if (url.origin === relay.origin && url.pathname.startsWith(`${relay.pathname.replace(/\/$/, '')}/`))
    return true;
  return url.origin === location.origin && UNTRACED_PATH.test(url.pathname);
}

/** An unsampled parent tells the server not to sample a prefetch either: no span here, none there. */
function prefetchInit(url: URL, headers: Headers, init: RequestInit | undefined): RequestInit | undefined {
  if (url.origin !== location.origin || headers.has('traceparent')) return init;
  const parent = { traceId: randomHex(16), spanId: randomHex(8), flags: 0 };
  headers.set('traceparent', formatTraceParent(parent));
  return { ...init, headers };
}

/** A `traceparent` that the app set is the parent; a navigation's request belongs to the navigation. */
function parentOf(headers: Headers, pages: PageViews) {
  const given = headers.get('traceparent');
  if (given !== null) {
    const carrier = { traceparent: given };
    const extracted = propagation.extract(ROOT_CONTEXT, carrier);
    if (trace.getSpanContext(extracted)) return extracted;
  }
  const active = trace.getSpanContext(context.active());
  if (!isNavigationRequest(headers) || active) return pages.parentContext();
  return markNavigationRequest(pages.pageContext());
}
