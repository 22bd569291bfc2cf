import type { Span } from '@opentelemetry/api';
import type { SpanDraft } from '../process/SpanDraft.js';
import { completeSpan } from './completeSpan.js';
import { spanOver } from './startSpan.js';

/** The span of work that nobody records: on a server, or before `init`. */
export function createNoopSpan(): Span {
  const context = { traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 };
  // It has ended, so nothing else of it is ever looked at.
  return completeSpan(spanOver({ context, attributes: {}, endMillis: 1 } as Partial<SpanDraft> as SpanDraft));
}
