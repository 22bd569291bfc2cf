import { LOG_SPAN_ID, LOG_TRACE_ID } from '@throughline/semconv';
import { isTooLong, shortenRecord } from './shortenRecord.js';

/** Fields that Loki keeps as structured metadata beside the line. */
const METADATA_FIELDS = [LOG_TRACE_ID, LOG_SPAN_ID, 'route'];
const NANOS_DIGITS = 19;
const MILLIS_DIGITS = 13;
const NANOS_OF_MILLI = '000000';

let lastMillis = '';
let sequence = 0;

/**
 * Prepares a line for pino-loki: structured metadata under `meta`, and the time in nanoseconds. Lines of one
 * millisecond get a rising last digit each, so that Loki keeps their order and does not take two equal lines for a
 * duplicate. Returns `undefined` for what is no line of pino's.
 */
export function toLokiRecord(line: string): string | undefined {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  if (typeof record !== 'object' || record === null) return undefined;
  if (isTooLong(line)) record = shortenRecord(record);
  const meta: Record<string, string> = {};
  for (const field of METADATA_FIELDS) {
    const value = record[field];
    if (typeof value === 'string') meta[field] = value;
  }
  record.time = toNanos(record.time);
  record.meta = meta;
  delete record.hostname;
  return JSON.stringify(record);
}

function toNanos(time: unknown): string {
  const text = String(time);
  if (/^\d+$/.test(text) && text.length === NANOS_DIGITS) return text;
  const millis = /^\d+$/.test(text) && text.length === MILLIS_DIGITS ? text : String(Date.now());
  sequence = millis === lastMillis ? sequence + 1 : 0;
  lastMillis = millis;
  return `${millis}${String(sequence).padStart(NANOS_OF_MILLI.length, '0').slice(-NANOS_OF_MILLI.length)}`;
}
