import { childCover } from './childCover.js';
import type { Interval } from './Interval.js';
import { mergeIntervals } from './mergeIntervals.js';
import { networkGaps } from './networkGaps.js';
import type { TraceNode } from './traceTypes.js';

/** How a span's bar is drawn. What is not `own` or `network` is covered by children. */
export interface BarParts {
  /** The span worked itself. */
  own: Interval[];
  /** Neither this host nor the called one worked: network and queue. */
  network: Interval[];
}

/**
 * Splits a bar.
 *
 * @param grainNs - children closer together than this count as one stretch: no screen shows more
 */
export function barParts(node: TraceNode, grainNs: number): BarParts {
  const gaps = networkGaps(node);
  const network = [gaps?.there, gaps?.back].filter((gap): gap is Interval => Boolean(gap));
  const taken = mergeIntervals([...childCover(node), ...network], grainNs);
  const own: Interval[] = [];
  let cursor = node.startNs;
  for (const part of taken) {
    if (part.from > cursor) own.push({ from: cursor, to: part.from });
    cursor = Math.max(cursor, part.to);
  }
  if (node.endNs > cursor || taken.length === 0) own.push({ from: cursor, to: node.endNs });
  return { own, network };
}
