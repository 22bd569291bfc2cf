import type { SpanContext, SpanStatus } from '@opentelemetry/api';
import { ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE, ATTR_INTERRUPTED } from '@throughline/semconv';
import { pageNow } from '../../process/pageNow.js';

/** Streams that never end must not be remembered without bound. */
const MAX_OPEN = 400;

/** What is done to the span of a request. */
export interface RequestSpan {
  spanContext(): SpanContext;
  setAttribute(key: string, value: string | number | boolean): unknown;
  setStatus(status: SpanStatus): unknown;
  end(time?: number): void;
}

/** A request whose span is open. */
export interface OpenRequest {
  readonly span: RequestSpan;
  readonly url: string;
  /** On the page's clock. */
  readonly startedAt: number;
  /** Span id of the navigation that fetches its page by this request. */
  readonly navigationId: string | false | undefined;
  /** When the headers came, on the page's clock. */
  answeredAt?: number;
  timing?: PerformanceResourceTiming;
}

export interface OpenRequests {
  readonly open: Set<OpenRequest>;
  add(span: RequestSpan, url: string, navigationId: string | false | undefined): OpenRequest;
  /** The headers of the answer are there. */
  answered(request: OpenRequest, status: number): void;
  /** There will be no answer. */
  failed(request: OpenRequest, error: unknown): void;
  /** @param endedAt on the page's clock. @defaultValue now */
  end(request: OpenRequest, endedAt?: number): void;
  /** Set by who knows when a body has ended. */
  onAnswered?: (request: OpenRequest) => void;
  /** The page is left: what is in flight ends now, so that it can still be sent. */
  endAll(): void;
}

/** Keeps the requests whose answer, or the end of it, is awaited. */
export function createOpenRequests(): OpenRequests {
  const open = new Set<OpenRequest>();
  const requests: OpenRequests = {
    open,
    add(span, url, navigationId) {
      const request = { span, url, navigationId, startedAt: pageNow() };
      open.add(request);
      for (const oldest of open) if (open.size > MAX_OPEN) interrupt(oldest);
      return request;
    },
    answered(request, status) {
      const { span } = request;
      // An opaque answer has no status to tell.
      if (status) span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
      if (status > 399) span.setAttribute(ATTR_ERROR_TYPE, `${status}`);
      // 4xx is an answer of the application, not a failure of the system (ADR 0006).
      if (status > 499) span.setStatus({ code: 2 });
      request.answeredAt = pageNow();
      requests.onAnswered?.(request);
    },
    failed(request, error) {
      const endedAt = pageNow();
      const { name = 'Error', message = name } = Object(error) as Partial<Error>;
      // As a page is left its requests are rejected, which is no failure. A task tells the two apart: a page
      // that is gone runs none, and `endAll` has ended the span.
      setTimeout(() => {
        request.span.setAttribute(ATTR_ERROR_TYPE, name);
        // One that the app called off itself did not fail.
        if (!/^abort/i.test(name)) request.span.setStatus({ code: 2, message });
        requests.end(request, endedAt);
      });
    },
    end(request, endedAt) {
      if (open.delete(request)) request.span.end(endedAt);
    },
    endAll: () => open.forEach(interrupt),
  };
  return requests;

  function interrupt(request: OpenRequest): void {
    if (!request.answeredAt) request.span.setAttribute(ATTR_INTERRUPTED, true);
    // Once the ends of bodies are known, a body that has not ended ends now.
    requests.end(request, requests.onAnswered ? undefined : request.answeredAt);
  }
}
