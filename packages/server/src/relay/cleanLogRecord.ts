import {
  type AttributeMap,
  FLAG_SAMPLED,
  fromAnyValue,
  isSpanId,
  isTraceId,
  levelOfSeverity,
  millisToNanos,
} from '@throughline/otlp';
import { ATTR_CLIENT_TIME, ATTR_HTTP_ROUTE, ATTR_URL_PATH, LEVELS, type Level } from '@throughline/semconv';
import { neutralise } from '../logs/neutralise.js';
import { cleanAttributes, cleanValue, InvalidRecord, isObject } from './cleanValue.js';
import { lineAttributes } from './lineAttributes.js';
import { readTime } from './validTime.js';

/** A browser's log record, ready to be a line. */
export interface BrowserRecord {
  level: Level;
  /** Unix nanoseconds, 19 digits. */
  timeUnixNano: string;
  message: string;
  traceId: string | undefined;
  spanId: string | undefined;
  /** The browser says that the trace is sampled. */
  sampled: boolean;
  route: string | undefined;
  eventName: string | undefined;
  /** What the browser sent, below one key of the line: it can set no field of the server's. */
  attributes: AttributeMap;
}

const MAX_NAME_LENGTH = 256;

/** @throws InvalidRecord when the record cannot be kept */
export function cleanLogRecord(value: unknown, nowMillis: number): BrowserRecord {
  if (!isObject(value)) throw new InvalidRecord('a log record is no object');
  const { traceId, spanId, flags, severityNumber, severityText, eventName } = value;
  if (hasId(traceId) && !isTraceId(traceId)) throw new InvalidRecord('a log record has an invalid trace id');
  if (hasId(spanId) && !isSpanId(spanId)) throw new InvalidRecord('a log record has an invalid span id');
  const sent = readTime(value.timeUnixNano, nowMillis) ?? readTime(value.observedTimeUnixNano, nowMillis);
  const attributes = lineAttributes(cleanAttributes(value.attributes).attributes);
  if (sent?.isPlausible === false) attributes[ATTR_CLIENT_TIME] = sent.nanos;
  const route = attributes[ATTR_HTTP_ROUTE] ?? attributes[ATTR_URL_PATH];
  return {
    level: typeof severityNumber === 'number' ? levelOfSeverity(severityNumber) : levelOfText(severityText),
    timeUnixNano: sent?.isPlausible ? sent.nanos : String(millisToNanos(nowMillis)),
    message: messageOf(value.body),
    traceId: isTraceId(traceId) ? traceId : undefined,
    spanId: isSpanId(spanId) ? spanId : undefined,
    sampled: typeof flags === 'number' && (flags & FLAG_SAMPLED) !== 0,
    route: typeof route === 'string' ? neutralise(route.slice(0, MAX_NAME_LENGTH)) : undefined,
    eventName: typeof eventName === 'string' ? neutralise(eventName.slice(0, MAX_NAME_LENGTH)) : undefined,
    attributes,
  };
}

/** A page that is left early says its level in one word. */
function levelOfText(text: unknown): Level {
  return LEVELS.find((level) => level === text) ?? levelOfSeverity(undefined);
}

/** OTLP's "not set" is an absent or an empty id. */
function hasId(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function messageOf(body: unknown): string {
  const value = fromAnyValue(cleanValue(body));
  if (value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value, bigintAsText);
  // A message is one line: a second one could be taken for a line of its own.
  return neutralise(text);
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
