import { EVENT_EXCEPTION } from '@throughline/semconv';
import type { LogEntry } from './LogEntry.js';
import type { SpanDraft } from './SpanDraft.js';

/** For `debug: true`: one line for a span, with its attributes to unfold in the console. */
export function printSpan({ name, startMillis, endMillis, status, context, attributes }: SpanDraft): void {
  const failed = status.code === 2 ? ' · failed' : '';
  print(`span ${name} · ${duration(endMillis - startMillis)}${failed}`, context.traceId, attributes);
}

/** For `debug: true`: one line for a log entry, an error or an event, with its attributes to unfold in the console. */
export function printLog({ level, message, attributes, eventName, thrown, ofSpan, page }: LogEntry): void {
  const what =
    thrown || !eventName || eventName === EVENT_EXCEPTION
      ? `${level} ${message ?? ''}`.trim()
      : `event ${eventName} ${page.path}`;
  // An error is handed over as it is: the console shows its stack, with source maps.
  print(what, ofSpan?.traceId, ...(thrown ? [thrown.value] : []), attributes);
}

function print(what: string, traceId: string | undefined, ...details: unknown[]): void {
  console.debug(`[throughline] ${what}${traceId ? ` · trace ${traceId}` : ''}`, ...details);
}

/** In the unit that suits its size. */
function duration(millis: number): string {
  return millis < 1_000 ? `${millis.toFixed(1)} ms` : `${(millis / 1_000).toFixed(2)} s`;
}
