import { type OtlpLogRecord, severityOfLevel, toKeyValues } from '@throughline/otlp';
import { ATTR_EXCEPTION_MESSAGE, ATTR_EXCEPTION_TYPE } from '@throughline/semconv';
import { cleanAttributes, type LogAttributes } from './cleanAttributes.js';
import { cutString } from './cutString.js';
import { exceptionAttributes } from './exceptionAttributes.js';
import type { LogEntry } from './LogEntry.js';
import { unixNanos } from './unixNanos.js';

/** A log entry as OTLP/JSON, bounded. Its page is told by the scope. */
export function logRecord(entry: LogEntry): OtlpLogRecord {
  const { thrown } = entry;
  const exception = thrown && exceptionAttributes(thrown.value);
  const own = thrown ? { ...entry.attributes, ...exception } : withException(entry.attributes);
  const { clean, dropped } = cleanAttributes(own);
  const message = exception
    ? `${exception[ATTR_EXCEPTION_TYPE]}: ${exception[ATTR_EXCEPTION_MESSAGE]}`
    : (entry.message ?? '');
  const record: OtlpLogRecord = {
    timeUnixNano: unixNanos(entry.timeMillis),
    severityNumber: severityOfLevel(entry.level),
    severityText: entry.level,
    body: { stringValue: cutString(message) },
    attributes: toKeyValues(clean),
  };
  if (dropped > 0) record.droppedAttributesCount = dropped;
  if (entry.eventName) record.eventName = entry.eventName;
  if (entry.ofSpan) {
    record.traceId = entry.ofSpan.traceId;
    record.spanId = entry.ofSpan.spanId;
    record.flags = entry.ofSpan.traceFlags;
  }
  return record;
}

/** `log.error('failed', { error })` says what the error was, as `exception.*`. */
function withException(attributes: LogAttributes): LogAttributes {
  for (const [key, value] of Object.entries(attributes)) {
    if (!(value instanceof Error)) continue;
    const { [key]: _error, ...rest } = attributes;
    return { ...rest, ...exceptionAttributes(value) };
  }
  return attributes;
}
