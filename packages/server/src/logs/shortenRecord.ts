import { MAX_LOG_LINE_BYTES, MAX_STRING_LENGTH } from '@throughline/semconv';

/** What is left of a line whose parts are too many rather than too long. */
const ESSENTIAL = ['level', 'time', 'msg', 'trace_id', 'span_id', 'trace_flags', 'route', 'event'];
/** Room for what is added to a line on its way. */
const MARGIN_BYTES = 1_000;

/** Whether Loki would refuse a line of so many bytes. */
export function isTooLong(bytes: number): boolean {
  return bytes > MAX_LOG_LINE_BYTES - MARGIN_BYTES;
}

/** The record of a line that Loki would refuse, made short enough and marked `truncated`: better a part than nothing. */
export function shortenRecord(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const cut = { ...(cutStrings(record) as Record<string, unknown>), truncated: true };
  if (!isTooLong(Buffer.byteLength(JSON.stringify(cut)))) return cut;
  const essential = Object.entries(cut).filter(([key]) => ESSENTIAL.includes(key));
  return { ...Object.fromEntries(essential), truncated: true };
}

function cutStrings(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > MAX_STRING_LENGTH ? `${value.slice(0, MAX_STRING_LENGTH - 1)}…` : value;
  }
  if (Array.isArray(value)) return value.map(cutStrings);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cutStrings(part)]));
}
