import {
  ATTR_USER_AGENT_NAME,
  LEVELS,
  LOG_RELAY_TRACE_ID,
  LOG_SPAN_ID,
  LOG_TRACE_ID,
} from '@throughline/semconv';
import { type Logger, pino } from 'pino';
import type { LogSink } from '../logs/LogSink.js';
import { isTooLong } from '../logs/shortenRecord.js';
import type { BrowserRecord } from './cleanLogRecord.js';
import type { RequestFacts } from './RequestFacts.js';
import { serializableAttributes } from './serializableAttributes.js';

/** What became of a record. */
export type Written = 'kept' | 'no room' | 'too long';

let result: Written = 'kept';
let target: LogSink | undefined;
let lineLogger: Logger | undefined;

/** Writes a record through pino, if it makes a line that Loki takes and the sink has room for it. */
export function writeBrowserRecord(sink: LogSink, record: BrowserRecord, facts: RequestFacts): Written {
  // pino writes synchronously, so the result of the one write can be handed out of it.
  target = sink;
  lineLogger ??= createLineLogger();
  lineLogger[record.level](
    {
      time: record.timeUnixNano,
      ...(record.traceId === undefined ? {} : { [LOG_TRACE_ID]: record.traceId }),
      ...(record.spanId === undefined ? {} : { [LOG_SPAN_ID]: record.spanId }),
      ...(record.route === undefined ? {} : { route: record.route }),
      ...(record.eventName === undefined ? {} : { event: record.eventName }),
      [ATTR_USER_AGENT_NAME]: facts.userAgent,
      [LOG_RELAY_TRACE_ID]: facts.traceId,
      attributes: serializableAttributes(record.attributes),
    },
    record.message,
  );
  return result;
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
        if (isTooLong(line)) result = 'too long';
        else result = target?.writeBrowser(line) ? 'kept' : 'no room';
      },
    },
  );
}
