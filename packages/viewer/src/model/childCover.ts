import type { Interval } from './Interval.js';
import { mergeIntervals } from './mergeIntervals.js';
import type { TraceNode } from './traceTypes.js';

/** The stretches of a span in which at least one child ran, cut to the span. */
export function childCover(node: TraceNode): Interval[] {
  return mergeIntervals(
    node.children
      .map((child) => ({
        from: Math.max(child.startNs, node.startNs),
        to: Math.min(child.endNs, node.endNs),
      }))
      .filter((part) => part.to > part.from),
  );
}

/** Time that a span spent itself: its duration less what its children cover, in nanoseconds. */
export function selfTime(node: TraceNode): number {
  return childCover(node).reduce((left, part) => left - (part.to - part.from), node.endNs - node.startNs);
}
