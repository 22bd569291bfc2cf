import {
  ATTR_USER_AGENT_NAME,
  LEVELS,
  LOG_RELAY_TRACE_ID,
  LOG_SPAN_ID,
  LOG_TRACE_ID,
} from '@throughline/semconv';
import type { LogSink } from '../logs/LogSink.js';
import { isTooLong } from '../logs/shortenRecord.js';
import type { BrowserRecord } from './cleanLogRecord.js';
import type { RequestFacts } from './RequestFacts.js';

/** What became of a record. */
export type Written = 'kept' | 'no room' | 'too long';

const PINO_LEVEL_STEP = 10;
const LEVEL_NUMBERS = new Map(LEVELS.map((name, index) => [name, (index + 1) * PINO_LEVEL_STEP]));

/** Writes a record as a line, if it makes one that Loki takes and the sink has room for it. */
export function writeBrowserRecord(sink: LogSink, record: BrowserRecord, facts: RequestFacts): Written {
  const level = LEVEL_NUMBERS.get(record.level) ?? 0;
  const line = lineOf(record, level, facts);
  if (isTooLong(Buffer.byteLength(line))) return 'too long';
  return sink.writeBrowser(line, level) ? 'kept' : 'no room';
}

/**
 * A line as pino writes one. Not by pino: a record has no mixin, no serializers and nothing left to redact, and fifty of
 * them come in a request.
 */
function lineOf(record: BrowserRecord, level: number, facts: RequestFacts): string {
  // What is undefined JSON leaves out.
  const line = JSON.stringify({
    level,
    time: record.timeUnixNano,
    [LOG_TRACE_ID]: record.traceId,
    [LOG_SPAN_ID]: record.spanId,
    route: record.route,
    event: record.eventName,
    [ATTR_USER_AGENT_NAME]: facts.userAgent,
    [LOG_RELAY_TRACE_ID]: facts.traceId,
    attributes: record.attributes,
    msg: record.message,
  });
  return `${line}\n`;
}
