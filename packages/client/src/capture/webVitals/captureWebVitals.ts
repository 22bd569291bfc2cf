import {
  ATTR_WEB_VITAL_DELTA,
  ATTR_WEB_VITAL_ID,
  ATTR_WEB_VITAL_NAME,
  ATTR_WEB_VITAL_NAVIGATION_TYPE,
  ATTR_WEB_VITAL_RATING,
  ATTR_WEB_VITAL_VALUE,
  EVENT_WEB_VITAL,
} from '@throughline/semconv';
import type { Client } from '../../Client.js';
import { wallMillis } from '../../process/wallClock.js';
import { navigationEntry } from '../documentLoad/navigationEntry.js';
import { cumulativeLayoutShift } from './cumulativeLayoutShift.js';
import { interactionToNextPaint } from './interactionToNextPaint.js';
import { largestContentfulPaint } from './largestContentfulPaint.js';
import { firstContentfulPaint, timeToFirstByte } from './loadVitals.js';
import type { WebVital } from './WebVital.js';
import { watchHidden } from './watchHidden.js';

/**
 * One event for each Web Vital of a document, on the trace of its load, when the page is first hidden: only then
 * are they final. A page that is shown again adds those that it had no value for, as INP before the first click.
 * Soft navigations have none of their own: browsers measure documents.
 *
 * @returns what to call when the back/forward cache brings the page back: a document's life begins anew
 */
export function captureWebVitals(client: Client): () => void {
  const hiddenAt = watchHidden();
  const paint = firstContentfulPaint(hiddenAt);
  const vitals: WebVital[] = [
    timeToFirstByte(),
    paint,
    largestContentfulPaint(hiddenAt),
    interactionToNextPaint(),
    cumulativeLayoutShift(() => paint.measure() !== undefined),
  ];
  let page = client.firstPage;
  let type = (navigationEntry()?.type ?? 'navigate').replace('_', '-');
  const told = new Set<WebVital>();

  client.beforeHide.push(() => {
    for (const vital of vitals) if (!told.has(vital)) tell(vital);
  });

  function tell(vital: WebVital): void {
    const measured = vital.measure();
    if (!measured) return;
    told.add(vital);
    const { name, bounds } = vital;
    const value = Math.round(measured.value * 1e4) / 1e4;
    client.sink.log({
      level: 'info',
      message: `${name} ${value}`,
      eventName: EVENT_WEB_VITAL,
      attributes: {
        [ATTR_WEB_VITAL_NAME]: name,
        [ATTR_WEB_VITAL_VALUE]: value,
        [ATTR_WEB_VITAL_DELTA]: value,
        [ATTR_WEB_VITAL_RATING]:
          value > bounds[1] ? 'poor' : value > bounds[0] ? 'needs-improvement' : 'good',
        [ATTR_WEB_VITAL_ID]: `${page.id}-${name}`,
        [ATTR_WEB_VITAL_NAVIGATION_TYPE]: type,
        ...measured.attributes,
      },
      ofSpan: page.span?.spanContext(),
      page,
      timeMillis: wallMillis(),
    });
  }

  return () => {
    const shownAt = performance.now();
    const returned = client.page;
    // The frame after the next one is the first that surely has been painted.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        page = returned;
        type = 'back-forward-cache';
        told.clear();
        for (const vital of vitals) vital.restart(performance.now() - shownAt);
      }),
    );
  };
}
