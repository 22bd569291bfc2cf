import { ATTR_USER_AGENT_NAME, LEVELS, LOG_SPAN_ID, LOG_TRACE_ID } from '@throughline/semconv';
import { type Logger, pino } from 'pino';
import type { LogSink } from '../logs/LogSink.js';
import type { BrowserRecord } from './cleanLogRecord.js';
import { serializableAttributes } from './serializableAttributes.js';

let kept = true;
let target: LogSink | undefined;
let lineLogger: Logger | undefined;

/** Writes a record through pino; `false` when the sink does not keep it. */
export function writeBrowserRecord(sink: LogSink, record: BrowserRecord, userAgent: string): boolean {
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
      [ATTR_USER_AGENT_NAME]: userAgent,
      attributes: serializableAttributes(record.attributes),
    },
    record.message,
  );
  return kept;
}

/**
 * Without the mixin: the active span is the relay's own request, which has none, and the ids are the browser's. Without
 * pino's redaction: secrets are out of the record already, and its wildcards were half of the relay's time.
 */
function createLineLogger(): Logger {
  return pino(
    {
      level: LEVELS[0],
      base: null,
      timestamp: false,
    },
    {
      write: (line: string) => {
        kept = target?.writeBrowser(line) ?? false;
      },
    },
  );
}
