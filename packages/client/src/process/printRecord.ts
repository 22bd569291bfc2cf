import type { LogEntry } from './LogEntry.js';
import type { SpanDraft } from './SpanDraft.js';

/** One readable line for a span, for `debug: true`. */
export function printSpan({ name, startMillis, endMillis, status, context }: SpanDraft): void {
  const millis = (endMillis - startMillis).toFixed(1);
  const failed = status.code === 2 ? ' FAILED' : '';
  console.debug(`[throughline] span ${name} ${millis} ms${failed} trace ${context.traceId}`);
}

/** One readable line for a log entry, for `debug: true`. */
export function printLog(entry: LogEntry): void {
  const trace = entry.spanContext ? ` trace ${entry.spanContext.traceId}` : '';
  console.debug(`[throughline] log ${entry.level} ${entry.message || String(entry.thrown?.value)}${trace}`);
}
