import { ATTR_HTTP_RESPONSE_STATUS_CODE } from '@throughline/semconv';
import type { SpanDraft } from './SpanDraft.js';

/**
 * Failed spans are kept whatever the share that is sampled, and requests that were answered with 4xx: the server
 * counts them.
 */
export function isKept({ context, status, attributes }: SpanDraft): boolean {
  return (
    !!context.traceFlags || status.code === 2 || (attributes[ATTR_HTTP_RESPONSE_STATUS_CODE] as number) > 399
  );
}
