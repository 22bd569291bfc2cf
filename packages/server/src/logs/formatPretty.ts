import { LOG_SPAN_ID, LOG_TRACE_FLAGS, LOG_TRACE_ID } from '@throughline/semconv';
import { neutralise } from './neutralise.js';

const NAMES: Readonly<Record<number, string>> = {
  10: 'TRACE',
  20: 'DEBUG',
  30: 'INFO ',
  40: 'WARN ',
  50: 'ERROR',
  60: 'FATAL',
};
const QUIET = new Set(['level', 'time', 'msg', 'err', LOG_SPAN_ID, LOG_TRACE_FLAGS, LOG_TRACE_ID]);
const SHORT_ID = 8;

/** A pino line for people: time, level, message, fields, the start of the trace id; an error's stack below. */
export function formatPretty(line: string): string {
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const time = new Date(Number(fields.time)).toTimeString().slice(0, 8);
  const parts = [time, NAMES[Number(fields.level)] ?? 'INFO ', neutralise(String(fields.msg ?? ''))];
  for (const [key, value] of Object.entries(fields)) {
    if (QUIET.has(key)) continue;
    parts.push(neutralise(`${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`));
  }
  const traceId = fields[LOG_TRACE_ID];
  if (typeof traceId === 'string') parts.push(`trace=${neutralise(traceId).slice(0, SHORT_ID)}`);
  return `${parts.join(' ')}\n${stackOf(fields.err)}`;
}

function stackOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('stack' in error)) return '';
  const lines = String(error.stack).split('\n');
  return lines.map((line) => `    ${neutralise(line)}\n`).join('');
}
