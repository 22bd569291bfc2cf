import type { TraceDetail } from '../api/types.js';
import { buildTree, orderTree, walk } from './buildTree.js';
import { correctClockSkew } from './correctClockSkew.js';
import { findCriticalPath } from './findCriticalPath.js';
import { placeLogs } from './placeLogs.js';
import type { TraceModel, TraceNode } from './traceTypes.js';

/** Everything the trace page draws, from what the backend stores. Linear in spans and lines but for sorting. */
export function buildModel(detail: TraceDetail): TraceModel {
  const { roots, byId, originUnixNano } = buildTree(detail);
  const shifts = correctClockSkew(roots);
  const nodes = orderTree(roots);

  // A span that came too early may have been the earliest: after its shift the trace starts later.
  let firstNs = nodes[0]?.startNs ?? 0;
  for (const node of nodes) firstNs = Math.min(firstNs, node.startNs);
  let durationNs = 0;
  for (const node of nodes) {
    node.startNs -= firstNs;
    node.endNs -= firstNs;
    durationNs = Math.max(durationNs, node.endNs);
  }
  countBelow(nodes);

  const startUnixNano = originUnixNano + BigInt(Math.round(firstNs));
  const primary = roots[0];
  return {
    detail,
    roots,
    nodes,
    byId,
    startUnixMs: Number(startUnixNano / 1000n) / 1000,
    durationNs,
    shifts,
    logs: placeLogs(detail.logs, { byId, root: primary ?? null, shifts, startUnixNano }),
    errorOrigins: nodes
      .filter((node) => node.span.status === 'error' && node.errorsBelow === 0)
      .sort((a, b) => a.startNs - b.startNs),
    criticalPath: primary ? findCriticalPath(primary, walk([primary])) : new Map(),
  };
}

function countBelow(nodes: readonly TraceNode[]): void {
  for (let i = nodes.length - 1; i >= 0; i -= 1) {
    const node = nodes[i];
    if (!node?.parent) continue;
    node.parent.descendantCount += node.descendantCount + 1;
    node.parent.errorsBelow += node.errorsBelow + (node.span.status === 'error' ? 1 : 0);
  }
}
