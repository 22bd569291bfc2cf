import type { SpanContext } from '@opentelemetry/api';
import { pageNow } from '../../process/pageNow.js';
import { spanContextOf } from '../../process/spanContext.js';
import { servedBy } from './servedBy.js';

/**
 * The server's span for this document, if it was rendered for this visit. The proof is in `Server-Timing`: the server says
 * when it wrote the answer, and only of one that no cache may keep. A copy, whoever kept it against the rules, was written
 * before this navigation began. Clocks that differ make a link of a parent, hardly ever the other way round.
 */
export function freshServerTrace(): SpanContext | undefined {
  const [traceparent = '', writtenAt = ''] = servedBy().split(' ');
  const age = Date.now() - +writtenAt;
  return age >= 0 && age < pageNow() ? spanContextOf(traceparent) : undefined;
}
