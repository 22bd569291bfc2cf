import { ATTR_WEB_VITAL_PART_PREFIX } from '@throughline/semconv';
import { navigationEntry } from '../documentLoad/navigationEntry.js';
import type { WebVital } from './WebVital.js';

/** When the visitor began to wait: a prerendered page is measured from its activation on. */
export function activationStart(): number {
  return (navigationEntry() as { activationStart?: number } | undefined)?.activationStart ?? 0;
}

/** Time to the first byte of the document, without what happened before a prerendered page was asked for. */
export function timeToFirstByte(): WebVital {
  let restarted = false;
  return {
    name: 'ttfb',
    bounds: [800, 1800],
    measure() {
      if (restarted) return { value: 0, attributes: {} };
      const entry = navigationEntry();
      if (!entry?.responseStart) return undefined;
      const value = Math.max(entry.responseStart - activationStart(), 0);
      return { value, attributes: part('wait', entry.responseStart - entry.requestStart) };
    },
    restart() {
      restarted = true;
    },
  };
}

/** Time to the first text or image. None for a page that was hidden by then. */
export function firstContentfulPaint(hiddenAt: () => number): WebVital {
  let afterRestart: number | undefined;
  return {
    name: 'fcp',
    bounds: [1800, 3000],
    measure() {
      if (afterRestart !== undefined) return { value: afterRestart, attributes: {} };
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      if (!paint || paint.startTime >= hiddenAt()) return undefined;
      const firstByte = navigationEntry()?.responseStart ?? 0;
      return {
        value: Math.max(paint.startTime - activationStart(), 0),
        attributes: part('after_first_byte', paint.startTime - firstByte),
      };
    },
    restart(paintMillis) {
      afterRestart = paintMillis;
    },
  };
}

/** A part of a vital as an attribute, in milliseconds with one decimal. */
export function part(name: string, millis: number): Record<string, number> {
  return { [`${ATTR_WEB_VITAL_PART_PREFIX}${name}_ms`]: Math.max(Math.round(millis * 10) / 10, 0) };
}
