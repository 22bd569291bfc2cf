import { ROOT_CONTEXT, SpanKind, type SpanOptions, type Tracer } from '@opentelemetry/api';
import {
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_NAVIGATION_TYPE,
  ATTR_URL_FULL,
  ATTR_URL_PATH,
} from '@throughline/semconv';
import type { PageViews } from '../../process/pageViews.js';
import { quietly } from '../../process/quietly.js';
import { freshServerTrace } from './freshServerTrace.js';
import { loadPhases } from './loadPhases.js';

/** React may hydrate after the load event: its first requests still belong to the load. */
const ADOPTION_AFTER_LOAD_MILLIS = 1000;

export interface DocumentLoadCapture {
  /** The page is left: an open load ends now, with the phases that it reached. */
  interrupt(): void;
}

/**
 * One span for the document load, root of the page's own trace, with a link to the server's trace when that is
 * known to be of this visit. Starts with the navigation, which is before any script ran.
 */
export function captureDocumentLoad(tracer: Tracer, pages: PageViews): DocumentLoadCapture {
  const served = freshServerTrace(navigationEntry());
  const options: SpanOptions = {
    kind: SpanKind.INTERNAL,
    // Relative to the navigation's start (Navigation Timing).
    startTime: 0,
    attributes: {
      [ATTR_NAVIGATION_TYPE]: 'load',
      [ATTR_URL_PATH]: location.pathname,
      [ATTR_URL_FULL]: location.href,
    },
  };
  if (served) options.links = [{ context: served }];
  const span = tracer.startSpan(`page load ${location.pathname}`, options, ROOT_CONTEXT);
  const page = pages.current();
  pages.openWith(span);

  const end = () =>
    quietly(() => {
      if (!span.isRecording()) return;
      const entry = navigationEntry();
      if (entry) span.setAttributes(loadPhases(entry));
      const status = entry?.responseStatus;
      if (status) span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
      span.end(entry?.loadEventEnd || performance.now());
    });
  const endSoon = () => {
    // The entry has its last time stamp only after the load event's listeners have run.
    setTimeout(end, 0);
    setTimeout(() => pages.closeAdoption(page), ADOPTION_AFTER_LOAD_MILLIS);
  };
  if (document.readyState === 'complete') endSoon();
  else window.addEventListener('load', endSoon, { once: true });
  return { interrupt: end };
}

function navigationEntry(): PerformanceNavigationTiming | undefined {
  const [entry] = performance.getEntriesByType('navigation');
  return entry instanceof PerformanceNavigationTiming ? entry : undefined;
}
