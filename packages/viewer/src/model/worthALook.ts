import { selfTime } from './childCover.js';
import type { TraceModel, TraceNode } from './traceTypes.js';

/** A span that a reader of a large trace wants first. */
export interface Highlight {
  node: TraceNode;
  why: 'failed' | 'slow';
  /** Time that the span spent itself, in nanoseconds. */
  selfNs: number;
}

/** Where trouble began, then the spans that spent most time themselves; at most `most` of each. */
export function worthALook(model: TraceModel, most = 3): Highlight[] {
  const failed = model.errorOrigins.slice(0, most);
  const slow: Highlight[] = [];
  for (const node of model.nodes) {
    const worst = slow.at(-1);
    // Self time is at most the duration: most spans are ruled out without looking at their children.
    if (slow.length === most && worst && node.endNs - node.startNs <= worst.selfNs) continue;
    slow.push({ node, why: 'slow', selfNs: selfTime(node) });
    slow.sort((a, b) => b.selfNs - a.selfNs);
    slow.length = Math.min(slow.length, most);
  }
  return [
    ...failed.map((node) => ({ node, why: 'failed' as const, selfNs: selfTime(node) })),
    ...slow.filter((highlight) => highlight.selfNs > 0 && !failed.includes(highlight.node)),
  ];
}
