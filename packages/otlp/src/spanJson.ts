import { toAnyValue } from './anyValue.js';
import { KnownTexts } from './KnownTexts.js';

/** A span in memory, with all that OTLP says of one. */
export interface SpanRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly traceState: string | undefined;
  /** W3C flags in the low byte, OTLP's own bits above it: `spanFlags`. */
  readonly flags: number;
  readonly name: string;
  /** `SPAN_KIND`. */
  readonly kind: number;
  /** Decimal. */
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly droppedAttributesCount: number;
  readonly events: readonly SpanRecordEvent[];
  readonly droppedEventsCount: number;
  readonly links: readonly SpanRecordLink[];
  readonly droppedLinksCount: number;
  /** `STATUS_CODE`. */
  readonly statusCode: number;
  readonly statusMessage: string | undefined;
}

export interface SpanRecordEvent {
  readonly name: string;
  readonly timeUnixNano: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly droppedAttributesCount: number;
}

export interface SpanRecordLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceState: string | undefined;
  readonly flags: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly droppedAttributesCount: number;
}

const HAS_IS_REMOTE = 0x100;
const IS_REMOTE = 0x200;

/** The field `flags` of a span or link: the W3C flags, and whether the parent (the linked span) is of another process. */
export function spanFlags(traceFlags: number, isRemote: boolean | undefined): number {
  return (traceFlags & 0xff) | HAS_IS_REMOTE | (isRemote ? IS_REMOTE : 0);
}

/**
 * A span as OTLP/JSON, put together as text: making the objects of `OtlpSpan` first and giving them to
 * `JSON.stringify` takes three times as long. Nothing but ASCII, so that it can be copied into a buffer as it is. Zero
 * counts, empty lists and an unset status are left out, as protobuf's JSON mapping allows.
 */
export function spanToJson(span: SpanRecord): string {
  let json = `{"traceId":"${span.traceId}","spanId":"${span.spanId}"`;
  if (span.parentSpanId) json += `,"parentSpanId":"${span.parentSpanId}"`;
  if (span.traceState) json += `,"traceState":${textToJson(span.traceState)}`;
  json += `,"flags":${span.flags},"name":${nameToJson(span.name)},"kind":${span.kind},"startTimeUnixNano":"${span.startTimeUnixNano}","endTimeUnixNano":"${span.endTimeUnixNano}"`;
  json += attributesMember(span.attributes);
  json += countMember('droppedAttributesCount', span.droppedAttributesCount);
  if (span.events.length > 0) json += `,"events":[${span.events.map(eventToJson).join(',')}]`;
  json += countMember('droppedEventsCount', span.droppedEventsCount);
  if (span.links.length > 0) json += `,"links":[${span.links.map(linkToJson).join(',')}]`;
  json += countMember('droppedLinksCount', span.droppedLinksCount);
  if (span.statusCode !== 0) {
    const message = span.statusMessage ? `,"message":${textToJson(span.statusMessage)}` : '';
    json += `,"status":{"code":${span.statusCode}${message}}`;
  }
  return `${json}}`;
}

/** An attribute list as OTLP/JSON: `[{"key":...,"value":...}]`. Entries whose value is `undefined` are left out. */
export function attributesToJson(attributes: Readonly<Record<string, unknown>>): string {
  let list = '';
  for (const key in attributes) {
    const value = attributes[key];
    if (value === undefined) continue;
    const json = attributeToJson(key, value);
    list = list === '' ? json : `${list},${json}`;
  }
  return `[${list}]`;
}

const names = new KnownTexts((_, name) => textToJson(String(name)));
const attributeTexts = new KnownTexts(writeAttribute);

/** A name that is no text (JavaScript passes anything) would make all spans of the request unreadable. */
function nameToJson(name: string): string {
  return names.of('', typeof name === 'string' ? name : typeof name);
}

function attributesMember(attributes: Readonly<Record<string, unknown>>): string {
  const list = attributesToJson(attributes);
  return list === '[]' ? '' : `,"attributes":${list}`;
}

function countMember(name: string, count: number): string {
  return count > 0 ? `,"${name}":${count}` : '';
}

function eventToJson({ name, timeUnixNano, attributes, droppedAttributesCount }: SpanRecordEvent): string {
  const dropped = countMember('droppedAttributesCount', droppedAttributesCount);
  return `{"timeUnixNano":"${timeUnixNano}","name":${nameToJson(name)}${attributesMember(attributes)}${dropped}}`;
}

function linkToJson(link: SpanRecordLink): string {
  const state = link.traceState ? `,"traceState":${textToJson(link.traceState)}` : '';
  const dropped = countMember('droppedAttributesCount', link.droppedAttributesCount);
  return `{"traceId":"${link.traceId}","spanId":"${link.spanId}"${state},"flags":${link.flags}${attributesMember(link.attributes)}${dropped}}`;
}

function attributeToJson(key: string, value: unknown): string {
  const mayComeAgain = typeof value === 'string' || typeof value === 'number';
  return mayComeAgain ? attributeTexts.of(key, value) : writeAttribute(key, value);
}

function writeAttribute(key: string, value: unknown): string {
  return inAscii(`{"key":${JSON.stringify(key)},"value":${valueToJson(value)}}`);
}

/** The same mapping as `toAnyValue`. */
function valueToJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `{"stringValue":${JSON.stringify(value)}}`;
    case 'number':
      if (Number.isSafeInteger(value)) return `{"intValue":"${value}"}`;
      return Number.isFinite(value) ? `{"doubleValue":${value}}` : `{"stringValue":"${value}"}`;
    case 'boolean':
      return `{"boolValue":${value}}`;
    default:
      return JSON.stringify(toAnyValue(value));
  }
}

const NOT_ASCII = /[^\x20-\x7e]/;
const EACH_NOT_ASCII = new RegExp(NOT_ASCII, 'g');
const ESCAPE_DIGITS = 4;

function textToJson(text: string): string {
  return inAscii(JSON.stringify(text));
}

/** JSON may have any character by its number. */
function inAscii(json: string): string {
  if (!NOT_ASCII.test(json)) return json;
  return json.replace(
    EACH_NOT_ASCII,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(ESCAPE_DIGITS, '0')}`,
  );
}
