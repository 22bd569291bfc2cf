import {
  isSpanId,
  isTraceId,
  millisToNanos,
  type OtlpEvent,
  type OtlpLink,
  type OtlpSpan,
} from '@throughline/otlp';
import { ATTR_CLIENT_TIME } from '@throughline/semconv';
import { cleanAttributes, cleanString, InvalidRecord, isObject } from './cleanValue.js';
import { isPlausible, parseNanos } from './validTime.js';

const MAX_EVENTS = 32;
const MAX_LINKS = 32;
const MAX_NAME_LENGTH = 256;
const MAX_KIND = 5;
const MAX_STATUS = 2;
const FLAGS_MASK = 0x3ff;
/** What the client itself writes: its share, from which a backend extrapolates counts. */
const THRESHOLD = /^ot=th:[0-9a-f]{1,14}$/;
const HOUR_NANOS = 3_600_000_000_000n;

/**
 * A browser's span, built anew from what is valid in it. A start outside the accepted time becomes now, the duration
 * kept, the original as an attribute.
 * @throws InvalidRecord when it cannot be kept
 */
export function cleanSpan(value: unknown, nowMillis: number): OtlpSpan {
  if (!isObject(value)) throw new InvalidRecord('a span is no object');
  const { traceId, spanId, parentSpanId, traceState, name, kind, status, flags } = value;
  if (!isTraceId(traceId) || !isSpanId(spanId)) throw new InvalidRecord('a span has no valid ids');
  if (typeof name !== 'string') throw new InvalidRecord('a span has no name');
  const times = cleanTimes(value.startTimeUnixNano, value.endTimeUnixNano, nowMillis);
  const { attributes, dropped } = cleanAttributes(value.attributes);
  if (times.original !== undefined) {
    attributes.push({ key: ATTR_CLIENT_TIME, value: { stringValue: times.original } });
  }
  const span: OtlpSpan = {
    traceId,
    spanId,
    name: cleanString(name, MAX_NAME_LENGTH).replaceAll('\n', '␊'),
    kind: integerUpTo(kind, MAX_KIND),
    startTimeUnixNano: String(times.start),
    endTimeUnixNano: String(times.end),
    attributes,
    droppedAttributesCount: dropped,
    events: list(value.events, MAX_EVENTS).map((event) => cleanEvent(event, times)),
    links: list(value.links, MAX_LINKS).map(cleanLink),
    status: cleanStatus(status),
  };
  if (typeof flags === 'number' && Number.isInteger(flags)) span.flags = flags & FLAGS_MASK;
  if (typeof traceState === 'string' && THRESHOLD.test(traceState)) span.traceState = traceState;
  if (parentSpanId !== undefined && parentSpanId !== '') {
    if (!isSpanId(parentSpanId)) throw new InvalidRecord('a span has an invalid parent id');
    span.parentSpanId = parentSpanId;
  }
  return span;
}

interface Times {
  start: bigint;
  end: bigint;
  /** Added to the sender's times to get these. */
  shift: bigint;
  original: string | undefined;
}

function cleanTimes(startValue: unknown, endValue: unknown, nowMillis: number): Times {
  const start = parseNanos(startValue);
  const end = parseNanos(endValue);
  if (start === undefined || end === undefined) throw new InvalidRecord('a span has no valid times');
  const length = end > start ? end - start : 0n;
  const plausibleEnd = isPlausible(start + length, nowMillis);
  if (isPlausible(start, nowMillis) && plausibleEnd) {
    return { start, end: start + length, shift: 0n, original: undefined };
  }
  const kept = length <= HOUR_NANOS ? length : 0n;
  const now = millisToNanos(nowMillis);
  return { start: now - kept, end: now, shift: now - kept - start, original: String(start) };
}

function cleanEvent(value: unknown, { start, end, shift }: Times): OtlpEvent {
  if (!isObject(value) || typeof value.name !== 'string') throw new InvalidRecord('an event has no name');
  const time = (parseNanos(value.timeUnixNano) ?? start - shift) + shift;
  const inside = time < start ? start : time > end ? end : time;
  const { attributes, dropped } = cleanAttributes(value.attributes);
  return {
    // An event outside its span is a broken clock's; inside the hour it may be a late one, which is kept.
    timeUnixNano: String(time >= start && time <= end + HOUR_NANOS ? time : inside),
    name: cleanString(value.name, MAX_NAME_LENGTH),
    attributes,
    droppedAttributesCount: dropped,
  };
}

function cleanLink(value: unknown): OtlpLink {
  if (!isObject(value) || !isTraceId(value.traceId) || !isSpanId(value.spanId)) {
    throw new InvalidRecord('a link has no valid ids');
  }
  return {
    traceId: value.traceId,
    spanId: value.spanId,
    attributes: cleanAttributes(value.attributes).attributes,
  };
}

function cleanStatus(value: unknown): { code: number; message?: string } {
  if (!isObject(value)) return { code: 0 };
  const code = integerUpTo(value.code, MAX_STATUS);
  return typeof value.message === 'string' ? { code, message: cleanString(value.message) } : { code };
}

function integerUpTo(value: unknown, max: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max ? value : 0;
}

function list(value: unknown, max: number): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new InvalidRecord('a list is no list');
  return value.slice(0, max);
}
