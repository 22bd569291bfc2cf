import type { TraceDetail, TraceService } from '../api/types.js';
import { parseUnixNano } from './parseUnixNano.js';
import type { TraceNode } from './traceTypes.js';

const unknownService: TraceService = { name: 'unknown', browser: false, resource: {} };

function byStart(a: TraceNode, b: TraceNode): number {
  return a.startNs - b.startNs || b.endNs - a.endNs || (a.span.spanId < b.span.spanId ? -1 : 1);
}

/** Nodes of a forest, parents before children; a loop, because a hostile trace is deeper than the stack. */
export function walk(roots: readonly TraceNode[]): TraceNode[] {
  const ordered: TraceNode[] = [];
  const stack = [...roots].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    ordered.push(node);
    for (let i = node.children.length - 1; i >= 0; i -= 1) {
      const child = node.children[i];
      if (child) stack.push(child);
    }
  }
  return ordered;
}

/** Sets each node's depth and sorts siblings by start; to be called again when times have changed. */
export function orderTree(roots: TraceNode[]): TraceNode[] {
  roots.sort((a, b) => Number(a.parentMissing) - Number(b.parentMissing) || byStart(a, b));
  for (const node of walk(roots)) {
    node.children.sort(byStart);
    for (const child of node.children) child.depth = node.depth + 1;
  }
  return walk(roots);
}

/**
 * Links the spans of a trace into trees. A span whose parent is unknown becomes a root and says so; a span that
 * arrived twice counts once; a ring of parents is cut where it closes.
 */
export function buildTree(detail: TraceDetail): {
  roots: TraceNode[];
  byId: Map<string, TraceNode>;
  originUnixNano: bigint;
} {
  const starts = detail.spans.map((span) => parseUnixNano(span.startUnixNano));
  let originUnixNano = starts[0] ?? parseUnixNano(detail.startUnixNano);
  for (const start of starts) if (start < originUnixNano) originUnixNano = start;

  const byId = new Map<string, TraceNode>();
  detail.spans.forEach((span, i) => {
    if (byId.has(span.spanId)) return;
    const startNs = Number((starts[i] ?? originUnixNano) - originUnixNano);
    byId.set(span.spanId, {
      span,
      service: detail.services[span.service] ?? unknownService,
      parent: null,
      children: [],
      logs: [],
      depth: 0,
      startNs,
      endNs: startNs + Math.max(0, span.durationNs),
      shiftNs: 0,
      parentMissing: false,
      descendantCount: 0,
      errorsBelow: 0,
    });
  });

  const roots: TraceNode[] = [];
  for (const node of byId.values()) {
    const parentId = node.span.parentSpanId;
    const parent = parentId ? byId.get(parentId) : undefined;
    node.parentMissing = Boolean(parentId) && !parent;
    if (parent) node.parent = parent;
    else roots.push(node);
  }
  cutRings(byId.values(), roots);
  for (const node of byId.values()) node.parent?.children.push(node);
  return { roots, byId, originUnixNano };
}

function cutRings(nodes: Iterable<TraceNode>, roots: TraceNode[]): void {
  const reachesRoot = new Set<TraceNode>(roots);
  for (const start of nodes) {
    const path = new Set<TraceNode>();
    let node: TraceNode | null = start;
    while (node && !reachesRoot.has(node) && !path.has(node)) {
      path.add(node);
      node = node.parent;
    }
    if (node && path.has(node)) {
      node.parent = null;
      node.parentMissing = true;
      roots.push(node);
    }
    for (const seen of path) reachesRoot.add(seen);
  }
}
