import { ATTR_WEB_VITAL_TARGET } from '@throughline/semconv';
import { observeEntries } from '../../process/observeEntries.js';
import { part } from './loadVitals.js';
import { selectorOf } from './selectorOf.js';
import type { WebVital } from './WebVital.js';

/** A burst of shifts ends after a second without one, and after five seconds in any case. */
const GAP_MILLIS = 1000;
const BURST_MILLIS = 5000;

/** The fields of `LayoutShift` that are read (WICG Layout Instability). */
interface ShiftEntry extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources?: readonly { node: Node | null }[];
}

/** How much the page moved by itself in its worst burst. None where the browser cannot tell, or never painted. */
export function cumulativeLayoutShift(hasPainted: () => boolean): WebVital {
  let worst = 0;
  let burst = 0;
  let burstStart = 0;
  let lastShift = Number.NEGATIVE_INFINITY;
  let largest: ShiftEntry | undefined;

  const flush = observeEntries<ShiftEntry>('layout-shift', (entry) => {
    const { startTime, value } = entry;
    if (entry.hadRecentInput) return;
    if (startTime - lastShift >= GAP_MILLIS || startTime - burstStart >= BURST_MILLIS) {
      burst = 0;
      burstStart = startTime;
    }
    burst += value;
    lastShift = startTime;
    worst = Math.max(worst, burst);
    if (value > (largest?.value ?? 0)) largest = entry;
  });
  return {
    name: 'cls',
    bounds: [0.1, 0.25],
    measure() {
      flush();
      if (!hasPainted() || !PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
        return undefined;
      const moved = largest?.sources?.find(({ node }) => node)?.node;
      return {
        value: worst,
        attributes: largest
          ? { [ATTR_WEB_VITAL_TARGET]: selectorOf(moved), ...part('shift_at', largest.startTime) }
          : {},
      };
    },
    restart() {
      worst = burst = 0;
      lastShift = Number.NEGATIVE_INFINITY;
      largest = undefined;
    },
  };
}
