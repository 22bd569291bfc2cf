import { ROOT_CONTEXT, SpanKind, type Tracer } from '@opentelemetry/api';
import { ATTR_INTERRUPTED, ATTR_NAVIGATION_TYPE, ATTR_URL_FULL, ATTR_URL_PATH } from '@throughline/semconv';
import type { NavigationRequests } from '../../process/navigationRequests.js';
import type { NavigationType, PageViews } from '../../process/pageViews.js';
import { whenSettled } from './whenSettled.js';

/** A navigation that has not settled by then is ended as it is. */
export const NAVIGATION_TIMEOUT_MILLIS = 30_000;

/** The router's word for a navigation, as ours. What is not known is a push. */
export function navigationType(type: string): NavigationType {
  return type === 'replace' || type === 'traverse' ? type : 'push';
}

export interface NavigationCapture {
  /** Next's hook: a navigation to `url` begins. */
  started(url: string, type: string): void;
  /** The page is left or hidden: the open navigation ends now. */
  interrupt(): void;
}

/** One span for each soft navigation, the root of a trace: from the router's start until the page has settled. */
export function captureNavigation(
  tracer: Tracer,
  pages: PageViews,
  requests: NavigationRequests,
): NavigationCapture {
  let endOpen: ((interrupted: boolean) => void) | undefined;

  return {
    started(url, type) {
      endOpen?.(true);
      const target = new URL(url, location.href);
      const page = pages.begin(navigationType(type), target.pathname);
      const span = tracer.startSpan(
        `navigation ${target.pathname}`,
        {
          kind: SpanKind.INTERNAL,
          attributes: {
            [ATTR_NAVIGATION_TYPE]: page.type,
            [ATTR_URL_PATH]: target.pathname,
            [ATTR_URL_FULL]: target.href,
          },
        },
        ROOT_CONTEXT,
      );
      pages.openWith(span);
      const { spanId } = span.spanContext();

      const end = (interrupted: boolean) => {
        if (endOpen !== end) return;
        endOpen = undefined;
        stopWaiting();
        pages.closeAdoption(page);
        if (interrupted) span.setAttribute(ATTR_INTERRUPTED, true);
        span.end();
      };
      endOpen = end;
      const stopWaiting = whenSettled({
        target,
        pendingRequests: () => requests.openOf(spanId),
        timeoutMillis: NAVIGATION_TIMEOUT_MILLIS,
        onSettled: () => end(false),
      });
    },
    interrupt: () => endOpen?.(true),
  };
}
