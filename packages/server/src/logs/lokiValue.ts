import { LOG_SPAN_ID, LOG_TRACE_FLAGS, LOG_TRACE_ID } from '@throughline/semconv';
import { isTooLong, shortenRecord } from './shortenRecord.js';

/** One line in Loki's form, of UTF-8 that is read as latin1 as the line was. */
export interface LokiValue {
  /** pino's number. */
  readonly level: number;
  /** Unix nanoseconds. */
  readonly time: string;
  /** `[time, line, structured metadata]` as JSON. */
  readonly json: string;
}

/** Fields that Loki keeps as structured metadata beside the line. */
const METADATA_FIELDS = [LOG_TRACE_ID, LOG_SPAN_ID, 'route'];
const NANOS_DIGITS = 19;
const MILLIS_DIGITS = 13;
const NANOS_OF_MILLI = 1_000_000;

/** How the logger begins a line (`correlation.ts`): all that Loki wants to know is in it, so nothing is parsed. */
const HEAD = new RegExp(
  `^\\{"level":(\\d+),"time":(\\d{${MILLIS_DIGITS}})` +
    `(?:,("${LOG_TRACE_ID}":"[0-9a-f]{32}","${LOG_SPAN_ID}":"[0-9a-f]{16}"),"${LOG_TRACE_FLAGS}":"\\d\\d"` +
    '(,"route":"(?:[^"\\\\]|\\\\.)*")?)?,"',
);

let lastMillis = '';
let sequence = 0;

/**
 * A line of pino's in Loki's form; `undefined` for what is none. Lines of one millisecond get a rising last digit each,
 * so that Loki keeps their order and does not take two equal lines for a duplicate.
 *
 * @param line UTF-8, each byte as a character: what is only copied need not be decoded and encoded again
 */
export function toLokiValue(line: string): LokiValue | undefined {
  const head = HEAD.exec(line);
  if (!head || !line.endsWith('}') || isTooLong(line.length)) return parsed(line);
  const [, level, millis, ids = '', route = ''] = head;
  // Said by the call and not by the logger: somewhere in the line.
  if (route === '' && METADATA_FIELDS.some((name) => line.includes(`"${name}":`, head[0].length - 1))) {
    return parsed(line);
  }
  const time = nanosOf(millis ?? '');
  return { level: Number(level), time, json: `["${time}",${JSON.stringify(line)},{${ids}${route}}]` };
}

/** A line of another form: a browser's, with its time in nanoseconds, one whose ids the caller chose, or one too long. */
function parsed(line: string): LokiValue | undefined {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(Buffer.from(line, 'latin1').toString()) as Record<string, unknown>;
  } catch {
    return undefined;
  }
  if (typeof record !== 'object' || record === null) return undefined;
  if (isTooLong(line.length)) record = shortenRecord(record);
  const metadata: Record<string, string> = {};
  for (const field of METADATA_FIELDS) {
    const value = record[field];
    if (typeof value === 'string') metadata[field] = value;
  }
  const time = toNanos(record.time);
  const text = JSON.stringify({ ...record, time: Number(time.slice(0, MILLIS_DIGITS)) });
  const json = Buffer.from(JSON.stringify([time, text, metadata])).toString('latin1');
  return { level: Number(record.level), time, json };
}

function toNanos(time: unknown): string {
  const text = String(time);
  if (/^\d+$/.test(text) && text.length === NANOS_DIGITS) return text;
  return nanosOf(/^\d+$/.test(text) && text.length === MILLIS_DIGITS ? text : String(Date.now()));
}

function nanosOf(millis: string): string {
  sequence = millis === lastMillis ? (sequence + 1) % NANOS_OF_MILLI : 0;
  lastMillis = millis;
  // The first digit stands for the zeros in front.
  return millis + String(NANOS_OF_MILLI + sequence).slice(1);
}
