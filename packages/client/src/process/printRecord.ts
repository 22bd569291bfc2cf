import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import type { LogEntry } from './logRecord.js';

/** One readable line for a span, for `debug: true`. */
export function printSpan(span: ReadableSpan): void {
  const [seconds, nanos] = span.duration;
  const millis = (seconds * 1000 + nanos / 1e6).toFixed(1);
  const failed = span.status.code === 2 ? ' FAILED' : '';
  console.debug(`[throughline] span ${span.name} ${millis} ms${failed} trace ${span.spanContext().traceId}`);
}

/** One readable line for a log entry, for `debug: true`. */
export function printLog(entry: LogEntry): void {
  const trace = entry.spanContext ? ` trace ${entry.spanContext.traceId}` : '';
  console.debug(`[throughline] log ${entry.level} ${entry.message}${trace}`);
}
