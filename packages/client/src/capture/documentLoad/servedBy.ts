import { TRACEPARENT } from '../../process/TRACEPARENT.js';
import { navigationEntry } from './navigationEntry.js';

/**
 * What the server says about this document, as `Server-Timing: traceparent;desc="..."`: the `traceparent` of its span, and,
 * if the answer is for this visit alone, when it was written (milliseconds since the epoch) and the trace's own `tracestate`.
 * `<meta name="traceparent">` is not read: Next.js writes it into ISR and cached pages, where it belongs to whoever made the
 * page first.
 */
export function servedBy(): string {
  return navigationEntry()?.serverTiming?.find(({ name }) => name === TRACEPARENT)?.description ?? '';
}
