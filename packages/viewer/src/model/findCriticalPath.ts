import type { Interval } from './Interval.js';
import type { TraceNode } from './traceTypes.js';

/** When the last span at or below each node ends. */
function subtreeEnds(nodes: readonly TraceNode[]): Map<TraceNode, number> {
  const ends = new Map<TraceNode, number>();
  for (let i = nodes.length - 1; i >= 0; i -= 1) {
    const node = nodes[i];
    if (!node) continue;
    const end = Math.max(node.endNs, ends.get(node) ?? 0);
    ends.set(node, end);
    if (node.parent) ends.set(node.parent, Math.max(ends.get(node.parent) ?? 0, end));
  }
  return ends;
}

/**
 * The critical path below a root: walking back from the end, at each moment the span that was waited for. A span
 * holds the parts of its own time in which no child that ended later held it up.
 *
 * @param nodes - the root's tree, parents before children
 */
export function findCriticalPath(root: TraceNode, nodes: readonly TraceNode[]): Map<TraceNode, Interval[]> {
  const ends = subtreeEnds(nodes);
  const path = new Map<TraceNode, Interval[]>();
  const work: { node: TraceNode; until: number }[] = [{ node: root, until: ends.get(root) ?? root.endNs }];
  for (let item = work.pop(); item; item = work.pop()) {
    const { node, until } = item;
    const parts: Interval[] = [];
    let cursor = until;
    const children = [...node.children].sort((a, b) => (ends.get(b) ?? 0) - (ends.get(a) ?? 0));
    for (const child of children) {
      if (child.startNs >= cursor) continue;
      const childEnd = Math.min(ends.get(child) ?? child.endNs, cursor);
      // A child that ends after the cursor overlaps one that was waited for longer: it held nothing up.
      if ((ends.get(child) ?? child.endNs) > cursor && cursor !== until) continue;
      if (childEnd <= node.startNs) continue;
      pushOwn(parts, node, childEnd, cursor);
      work.push({ node: child, until: childEnd });
      cursor = child.startNs;
    }
    pushOwn(parts, node, node.startNs, cursor);
    path.set(node, parts.reverse());
  }
  return path;
}

function pushOwn(parts: Interval[], node: TraceNode, from: number, to: number): void {
  const begin = Math.max(from, node.startNs);
  const end = Math.min(to, node.endNs);
  if (end > begin) parts.push({ from: begin, to: end });
}
