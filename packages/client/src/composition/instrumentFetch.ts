import {
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  type TextMapPropagator,
  type TextMapSetter,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import type { Span as SdkSpan } from '@opentelemetry/sdk-trace';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_URL_FULL,
  ATTR_URL_PATH,
} from '@throughline/semconv';
import type { Client } from '../Client.js';
import { isNavigationRequest } from '../capture/fetch/isPrefetch.js';
import { mayCarryTrace } from '../capture/fetch/mayCarryTrace.js';
import type { OpenRequest, RequestSpan } from '../capture/fetch/openRequests.js';
import { type RequestParts, requestParts } from '../capture/fetch/requestParts.js';
import { requestParent, spanName } from '../capture/fetch/startRequest.js';
import { quietly } from '../process/quietly.js';
import { TRACEPARENT } from '../process/TRACEPARENT.js';

const SCOPE = '@opentelemetry/instrumentation-fetch';

/** The parts of the standard composition that need each other. */
export interface InstrumentedFetch {
  onStart(span: SdkSpan): void;
  readonly propagator: TextMapPropagator;
  enable(provider: TracerProvider): void;
}

/**
 * Puts instrumentation-fetch below the early patch, which stays the outer one: it goes on to keep the relay's
 * requests and Next's prefetches untraced, and this keeps from the instrumentation what it does harm with.
 */
export function instrumentFetch(client: Client): InstrumentedFetch {
  const requests = new WeakMap<Span, OpenRequest>();
  /** The request that is being started; the instrumentation does that synchronously. */
  let starting: (RequestParts & { navigation: string | undefined }) | undefined;

  class TargetPropagator extends W3CTraceContextPropagator {
    override inject(active: Context, carrier: unknown, setter: TextMapSetter): void {
      const allowed = !starting || mayCarryTrace(starting.url, client.settings.propagateTraceTo);
      // What the app has set itself stays.
      const given = carrier instanceof Headers && carrier.has(TRACEPARENT);
      if (allowed && !given) super.inject(active, carrier, setter);
    }
  }

  return {
    propagator: new TargetPropagator(),
    onStart(span) {
      if (span.instrumentationScope.name !== SCOPE || !starting) return;
      const { url, navigation } = starting;
      span.updateName(spanName(starting));
      span.setAttributes({ [ATTR_URL_FULL]: url.href, [ATTR_URL_PATH]: url.pathname });
      const handle = takeEnd(span);
      requests.set(span, client.requests.add(handle, url.href, navigation));
    },
    enable(provider) {
      const instrumentation = new FetchInstrumentation({
        enabled: false,
        ignoreNetworkEvents: true,
        // The propagator decides.
        propagateTraceHeaderCorsUrls: [/./],
        applyCustomAttributesOnSpan(span, _request, result) {
          const request = requests.get(span);
          if (!request) return;
          if (result instanceof Response) client.requests.answered(request, result.status);
          else client.requests.failed(request, result);
        },
      });
      instrumentation.setTracerProvider(provider);
      const patched = window.fetch;
      window.fetch = fetchWithoutCopy(client.nativeFetch);
      instrumentation.enable();
      const instrumented = window.fetch;
      window.fetch = patched;
      client.tracedFetch = (input, init) => {
        const parts = requestParts(input, init);
        const isNavigation = isNavigationRequest(parts.requestHeaders);
        const parent = requestParent(client, parts.requestHeaders, isNavigation);
        starting = { ...parts, navigation: isNavigation ? parent?.spanId : undefined };
        const parentContext = parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
        try {
          return context.with(parentContext, () =>
            // Copies, because the instrumentation sets `headers` on what it is given: an `init` that the app
            // uses twice would carry the first request's `traceparent` into the second, to any origin. Of
            // another window's Request it would take the text for an address.
            parts.request ? instrumented(new Request(parts.request, init)) : instrumented(input, { ...init }),
          );
        } finally {
          starting = undefined;
        }
      };
    },
  };
}

/**
 * The instrumentation reads a copy of each answer to see its end, which would keep a download open that the
 * app has cancelled. The first copy, which is the instrumentation's, has no body; Resource Timing tells the end.
 */
function fetchWithoutCopy(nativeFetch: typeof fetch): typeof fetch {
  return async (input, init) => {
    const response = await nativeFetch(input, init);
    quietly(() =>
      Object.defineProperty(response, 'clone', {
        configurable: true,
        value() {
          Reflect.deleteProperty(response, 'clone');
          return { body: null };
        },
      }),
    );
    return response;
  };
}

/**
 * Takes end and outcome of a span out of the instrumentation's hands: it ends 300 ms late, when the visitor may
 * have left, calls 4xx an error, and gives a request without an answer the status 0.
 */
function takeEnd(span: SdkSpan): RequestSpan {
  const own = {
    spanContext: () => span.spanContext(),
    setAttribute: span.setAttribute.bind(span),
    setStatus: span.setStatus.bind(span),
    end: span.end.bind(span),
  };
  const kept = new Set<string>([ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE]);
  Object.assign(span, {
    end: () => undefined,
    setStatus: () => span,
    setAttribute: (key: string, value: string) => (kept.has(key) ? span : own.setAttribute(key, value)),
  });
  return own;
}
