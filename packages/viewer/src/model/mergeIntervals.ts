import type { Interval } from './Interval.js';

/**
 * The union of intervals, sorted, as few intervals as possible.
 *
 * @param joinWithinNs - intervals that are no further apart than this become one. Default 0.
 */
export function mergeIntervals(intervals: readonly Interval[], joinWithinNs = 0): Interval[] {
  const sorted = intervals.filter((i) => i.to >= i.from).sort((a, b) => a.from - b.from);
  const merged: Interval[] = [];
  for (const { from, to } of sorted) {
    const last = merged.at(-1);
    if (last && from <= last.to + joinWithinNs) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}
