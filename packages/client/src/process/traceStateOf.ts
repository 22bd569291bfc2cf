import type { SpanContext } from '@opentelemetry/api';
import { servedBy } from '../capture/documentLoad/servedBy.js';
import { sampledState } from './sampledState.js';

/**
 * What an exported span says of the share that its trace was sampled by, `ot=th:...`: in the server's trace the smaller one
 * of both sides, and nothing in a trace that was kept for another reason.
 */
export function traceStateOf({ traceId, traceFlags }: SpanContext, ratio: number): string {
  const own = traceFlags ? sampledState(traceId, ratio) : '';
  const [traceparent = '', , served = ''] = servedBy().split(' ');
  if (!own || !traceparent.includes(traceId)) return own;
  // biome-ignore lint/complexity/useMathMinMax: these are texts, of which Math.max would make numbers
  return served && (served > own ? served : own);
}
