import type { Interval } from './Interval.js';
import type { TraceNode } from './traceTypes.js';

/** Time between two hosts: neither the caller nor the server was working. */
export interface NetworkGaps {
  server: TraceNode;
  /** From the send to the server's start: connection, network, and the server's queue. Null where there is none. */
  there: Interval | null;
  /** From the server's end to the caller's. */
  back: Interval | null;
}

/** The gaps of a client span around the first server span of another service below it; null where none is. */
export function networkGaps(caller: TraceNode): NetworkGaps | null {
  // A document's request has no client span: the browser's document span is what sent it. What follows the
  // answer there is the page's own work, not network.
  const document = caller.service.browser && caller.span.name.startsWith('document');
  if (caller.span.kind !== 'client' && !document) return null;
  const server = caller.children.find(
    (child) => child.span.kind === 'server' && child.service !== caller.service,
  );
  if (!server) return null;
  const there = { from: caller.startNs, to: Math.min(server.startNs, caller.endNs) };
  const back = { from: Math.max(server.endNs, caller.startNs), to: caller.endNs };
  return {
    server,
    there: there.to > there.from ? there : null,
    back: !document && back.to > back.from ? back : null,
  };
}
