import { ATTR_URL_FULL, ATTR_WEB_VITAL_TARGET } from '@throughline/semconv';
import { observeEntries } from '../../process/observeEntries.js';
import { navigationEntry } from '../documentLoad/navigationEntry.js';
import { activationStart, part } from './loadVitals.js';
import { selectorOf } from './selectorOf.js';
import type { Measurement, WebVital } from './WebVital.js';

/** The fields of `LargestContentfulPaint` that are read (W3C Largest Contentful Paint). */
interface PaintEntry extends PerformanceEntry {
  readonly element: Element | null;
  readonly url: string;
}

/**
 * When the largest text or image was painted, up to the first input, where the browser stops looking. None for a
 * page that was hidden by then. Its parts add up to the value.
 */
export function largestContentfulPaint(hiddenAt: () => number): WebVital {
  let largest: Measurement | undefined;
  let restarted = false;
  const flush = observeEntries<PaintEntry>('largest-contentful-paint', (entry) => {
    // An entry that came late, after the page returned, is of the visit before.
    if (entry.startTime < hiddenAt() && !restarted) largest = measurement(entry);
  });
  return {
    name: 'lcp',
    bounds: [2500, 4000],
    measure() {
      flush();
      return largest;
    },
    restart(value) {
      restarted = true;
      largest = { value, attributes: {} };
    },
  };
}

function measurement({ startTime, element, url }: PaintEntry): Measurement {
  const since = activationStart();
  const value = Math.max(startTime - since, 0);
  const [resource] = url
    ? (performance.getEntriesByName(url, 'resource') as PerformanceResourceTiming[])
    : [];
  const firstByte = Math.max((navigationEntry()?.responseStart ?? 0) - since, 0);
  const asked = Math.max(firstByte, resource ? (resource.requestStart || resource.startTime) - since : 0);
  const loaded = Math.min(value, Math.max(asked, resource ? resource.responseEnd - since : 0));
  return {
    value,
    attributes: {
      [ATTR_WEB_VITAL_TARGET]: selectorOf(element),
      [ATTR_URL_FULL]: url || undefined,
      ...part('first_byte', firstByte),
      ...part('load_delay', asked - firstByte),
      ...part('load_duration', loaded - asked),
      ...part('render_delay', value - loaded),
    },
  };
}
