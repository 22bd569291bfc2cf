import type { Span } from '@opentelemetry/api';
import { EVENT_EXCEPTION } from '@throughline/semconv';
import type { OwnSpan } from '../early/startSpan.js';
import type { LogEntry } from './LogEntry.js';

const MAX_EVENTS = 32;

/** Puts the event of an error on the span that failed by it: the synchronous part only says which that is. */
export function addException({ failed, thrown, timeMillis }: LogEntry): void {
  if (!failed || !thrown) return;
  // One of OpenTelemetry's SDK.
  if (!('draft' in failed)) {
    (failed as Span).recordException(thrown.value as Error);
    return;
  }
  const { draft } = failed as OwnSpan;
  draft.events ??= [];
  if (draft.events.length < MAX_EVENTS) draft.events.push({ name: EVENT_EXCEPTION, timeMillis, thrown });
}
