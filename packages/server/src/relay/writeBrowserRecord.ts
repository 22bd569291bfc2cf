import { LEVELS, LOG_SPAN_ID, LOG_TRACE_ID } from '@throughline/semconv';
import { type Logger, pino } from 'pino';
import type { LogSink } from '../logs/LogSink.js';
import { REDACTED_PATHS } from '../logs/redactedPaths.js';
import type { BrowserRecord } from './cleanLogRecord.js';
import { serializableAttributes } from './serializableAttributes.js';

let kept = true;
let target: LogSink | undefined;
let lineLogger: Logger | undefined;

/** Writes a record through pino; `false` when the sink does not keep it. */
export function writeBrowserRecord(sink: LogSink, record: BrowserRecord): boolean {
  // pino writes synchronously, so the result of the one write can be handed out of it.
  target = sink;
  kept = true;
  lineLogger ??= createLineLogger();
  lineLogger[record.level](
    {
      time: record.timeUnixNano,
      ...(record.traceId === undefined ? {} : { [LOG_TRACE_ID]: record.traceId }),
      ...(record.spanId === undefined ? {} : { [LOG_SPAN_ID]: record.spanId }),
      ...(record.route === undefined ? {} : { route: record.route }),
      ...(record.eventName === undefined ? {} : { event: record.eventName }),
      attributes: serializableAttributes(record.attributes),
    },
    record.message,
  );
  return kept;
}

/** Without the mixin: the active span is the relay's own request, which has none, and the ids are the browser's. */
function createLineLogger(): Logger {
  return pino(
    {
      level: LEVELS[0],
      base: null,
      timestamp: false,
      redact: { paths: REDACTED_PATHS.filter((path) => path.startsWith('*')), censor: '[redacted]' },
    },
    {
      write: (line: string) => {
        kept = target?.writeBrowser(line) ?? false;
      },
    },
  );
}
