import { type Span, SpanStatusCode } from '@opentelemetry/api';
import type { Span as SdkSpan } from '@opentelemetry/sdk-trace-base';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_INTERRUPTED,
  ATTR_URL_FULL,
  ATTR_URL_PATH,
} from '@throughline/semconv';

const SCOPE = '@opentelemetry/instrumentation-fetch';
/** Streams that never end must not be remembered without bound. */
const MAX_OPEN = 500;

export interface FetchSpans {
  onStart(span: SdkSpan): void;
  onEnd(spanId: string): void;
  /** For instrumentation-fetch: the answer's body has ended, or there was none. */
  onAnswer(span: Span, result: { status?: number; name?: string; message?: string }): void;
  /** The page is left: what is in flight ends now, so that it can still be sent. */
  endAll(): void;
}

/** Names and ends the spans of instrumentation-fetch. */
export function createFetchSpans(): FetchSpans {
  const open = new Map<string, Span>();

  return {
    onStart(span) {
      if (span.instrumentationScope.name !== SCOPE) return;
      const url = span.attributes[ATTR_URL_FULL];
      const method = span.attributes[ATTR_HTTP_REQUEST_METHOD];
      if (typeof url === 'string' && URL.canParse(url)) {
        const { pathname } = new URL(url);
        span.updateName(`${String(method)} ${pathname}`);
        span.setAttribute(ATTR_URL_PATH, pathname);
      }
      if (open.size < MAX_OPEN) open.set(span.spanContext().spanId, span);
    },
    onEnd: (spanId) => void open.delete(spanId),
    onAnswer(span, result) {
      const endedAt = performance.now();
      // instrumentation-fetch sets the status right after this hook and ends the span 300 ms later, to wait
      // for resource timings: a visitor who leaves before that would leave no span. A microtask is enough.
      if (result instanceof Response) queueMicrotask(() => endForGood(span, endedAt));
      else {
        // As a page is left its requests are rejected, which is no failure. A task tells the two apart: a page
        // that is gone runs none, and `endAll` has ended the span.
        setTimeout(() => {
          if (!span.isRecording()) return;
          failSpan(span, result);
          endForGood(span, endedAt);
        }, 0);
      }
    },
    endAll() {
      for (const span of [...open.values()]) {
        span.setAttribute(ATTR_INTERRUPTED, true);
        endForGood(span, performance.now());
      }
    },
  };
}

/** A request that got no answer. One that the app called off itself did not fail. */
function failSpan(span: Span, error: { name?: string; message?: string }): void {
  const type = error.name ?? 'Error';
  span.setAttribute(ATTR_ERROR_TYPE, type);
  if (type !== 'AbortError') span.setStatus({ code: SpanStatusCode.ERROR, message: error.message ?? type });
}

/** Ends a span and makes the later end by instrumentation-fetch, which the SDK would report as a fault, a no-op. */
function endForGood(span: Span, endedAt: number): void {
  if (!span.isRecording()) return;
  span.end(endedAt);
  Object.assign(span, { end: () => undefined, setAttribute: () => span, addEvent: () => span });
}
