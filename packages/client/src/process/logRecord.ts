import type { SpanContext } from '@opentelemetry/api';
import { millisToNanos, type OtlpLogRecord, severityOfLevel, toKeyValues } from '@throughline/otlp';
import { cleanAttributes, type LogAttributes } from './cleanAttributes.js';
import { cutString } from './cutString.js';

/** Levels of the browser's log. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One line before it is written as OTLP. */
export interface LogEntry {
  level: LogLevel;
  message: string;
  attributes: LogAttributes;
  /** The span that the line belongs to. */
  spanContext: SpanContext | undefined;
  /** Set for log records that are events, as `exception`. */
  eventName?: string;
  /** Milliseconds since the epoch. */
  timeMillis: number;
}

/** A log entry as OTLP/JSON, bounded. */
export function logRecord(entry: LogEntry): OtlpLogRecord {
  const { clean, dropped } = cleanAttributes(entry.attributes);
  const time = millisToNanos(entry.timeMillis).toString();
  const record: OtlpLogRecord = {
    timeUnixNano: time,
    observedTimeUnixNano: time,
    severityNumber: severityOfLevel(entry.level),
    severityText: entry.level,
    body: { stringValue: cutString(entry.message) },
    attributes: toKeyValues(clean),
  };
  if (dropped > 0) record.droppedAttributesCount = dropped;
  if (entry.eventName) record.eventName = entry.eventName;
  if (entry.spanContext) {
    record.traceId = entry.spanContext.traceId;
    record.spanId = entry.spanContext.spanId;
    record.flags = entry.spanContext.traceFlags;
  }
  return record;
}
