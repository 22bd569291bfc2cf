import type { SpanContext } from '@opentelemetry/api';
import { parseTraceParent } from '@throughline/otlp';

/** The fields of the navigation entry that tell whether the document was made for this visit. */
export interface ServedDocument {
  type: string;
  /** Bytes over the network, headers included. 0: from the browser's cache. */
  transferSize: number;
  serverTiming: readonly { name: string; description: string }[];
}

/**
 * The server's span for this document, from `Server-Timing: traceparent;desc="00-..."`, or `undefined` when
 * there is none or it may be another visit's: a document from the browser's cache or from the back/forward
 * cache replays old headers. `<meta name="traceparent">` is not read: Next.js writes it into ISR and cached
 * pages, where it belongs to whoever made the page first.
 */
export function freshServerTrace(served: ServedDocument | undefined): SpanContext | undefined {
  if (!served || served.type === 'back_forward' || served.transferSize === 0) return undefined;
  const timing = served.serverTiming.find((entry) => entry.name === 'traceparent');
  const parent = timing && parseTraceParent(timing.description);
  return (
    parent && { traceId: parent.traceId, spanId: parent.spanId, traceFlags: parent.flags, isRemote: true }
  );
}
