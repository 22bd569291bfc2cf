import type { Level } from '../api/types.js';
import type { Interval } from './Interval.js';
import type { TimedLog } from './traceTypes.js';

/** Where on a time line lines were written: at most one tick a place, with the worst level there. */
export interface LogTick {
  /** Share of the window, 0 to 1. */
  at: number;
  level: Level;
  count: number;
  first: TimedLog;
}

const rank: Record<Level, number> = { trace: 0, debug: 1, info: 2, warn: 3, error: 4, fatal: 5 };

/** Ticks in a window, in `places` places. Lines before or after the window have none. */
export function logTicks(logs: readonly TimedLog[], window: Interval, places: number): LogTick[] {
  const length = window.to - window.from;
  if (!(length > 0)) return [];
  const ticks = new Map<number, LogTick>();
  for (const log of logs) {
    const share = (log.atNs - window.from) / length;
    if (share < 0 || share > 1) continue;
    const place = Math.round(share * places);
    const tick = ticks.get(place);
    if (!tick) ticks.set(place, { at: share, level: log.line.level, count: 1, first: log });
    else {
      tick.count += 1;
      if ((rank[log.line.level] ?? 0) > (rank[tick.level] ?? 0)) tick.level = log.line.level;
    }
  }
  return [...ticks.values()];
}
