import { walk } from './buildTree.js';
import type { ClockShift, TraceNode } from './traceTypes.js';

/**
 * How far a server's span must move so that it lies where the caller's span allows. Only what cannot be true is
 * corrected: a server that began before it was called, or after its caller had its answer. A server span that
 * merely ends late (streaming, an aborted fetch) is left alone.
 */
function shiftNeeded(caller: TraceNode, server: TraceNode): number {
  const callerLength = caller.endNs - caller.startNs;
  const serverLength = server.endNs - server.startNs;
  const impossible = server.startNs < caller.startNs || server.startNs > caller.endNs;
  if (!impossible) return 0;
  // Nothing tells how the network time splits into there and back: half each.
  const lead = Math.max(0, (callerLength - serverLength) / 2);
  return caller.startNs + lead - server.startNs;
}

/**
 * Moves spans of a service whose clock disagrees with its caller's, with all that the service did below, and
 * reports each shift. Changes the nodes' times in place.
 */
export function correctClockSkew(roots: readonly TraceNode[]): ClockShift[] {
  const shifts = new Map<string, ClockShift>();
  for (const node of walk(roots)) {
    const caller = node.parent;
    if (!caller) continue;
    // A child on the same clock moves with its parent.
    move(node, caller.shiftNs);
    if (caller.service === node.service || caller.span.kind !== 'client' || node.span.kind !== 'server')
      continue;
    const shift = shiftNeeded(caller, node);
    if (shift === 0) continue;
    move(node, shift);
    const known = shifts.get(node.service.name);
    if (!known || Math.abs(known.shiftNs) < Math.abs(node.shiftNs)) {
      shifts.set(node.service.name, { service: node.service, shiftNs: node.shiftNs });
    }
  }
  return [...shifts.values()];
}

function move(node: TraceNode, byNs: number): void {
  node.startNs += byNs;
  node.endNs += byNs;
  node.shiftNs += byNs;
}
