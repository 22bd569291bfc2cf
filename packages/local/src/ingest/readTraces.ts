import { fromKeyValues, type KeyValue } from '@throughline/otlp';
import {
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_URL_PATH,
} from '@throughline/semconv';
import { hashTag } from '../model/hashTag.js';
import { idToNumber } from '../model/ids.js';
import type { SpanDetail } from '../model/SpanDetail.js';
import { attributeTags, spanTags } from '../model/tags.js';
import type { Entry, SpanRow } from '../store/rows.js';
import { BadRequest } from './BadRequest.js';
import { field, hexId, isObject, type JsonObject, list, nanos, text, whole } from './json.js';
import { RecordCount } from './RecordCount.js';
import { RejectedRecord, Rejections, readEach } from './Rejections.js';
import { readKeyValues } from './readKeyValues.js';
import { resourceEntry } from './resourceEntry.js';

/** Longest text that a search looks in, per span, in UTF-16 units. */
const MAX_SEARCH_LENGTH = 16_384;
/** Largest span, name and JSON together, in UTF-16 units: what a page of a trace can still show. */
const MAX_SPAN_LENGTH = 1024 * 1024;
/** Distinct tags of a span that a search by tag finds. */
const MAX_TAGS = 512;

/** What a trace request holds, and what of it was not taken. */
export interface TraceIntake {
  readonly spans: readonly SpanRow[];
  readonly rejections: Rejections;
}

/**
 * Reads an `ExportTraceServiceRequest` (opentelemetry-proto 1.x) of an unknown sender. Each span is judged alone.
 *
 * @throws BadRequest where the request itself is not of that form.
 */
export function readTraces(request: unknown): TraceIntake {
  if (!isObject(request))
    throw new BadRequest('the body is not an ExportTraceServiceRequest: expected a JSON object');
  const spans: SpanRow[] = [];
  const rejections = new Rejections();
  const count = new RecordCount();
  for (const resourceSpans of objects(request, 'resourceSpans')) {
    const resource = resourceEntry(field(resourceSpans, 'resource'));
    for (const scopeSpans of objects(resourceSpans, 'scopeSpans')) {
      const scope = field(scopeSpans, 'scope');
      for (const row of readEach(count.take(listOf(scopeSpans, 'spans')), rejections, (span) =>
        readSpan(span, resource, isObject(scope) ? scope : {}),
      )) {
        spans.push(row);
      }
    }
  }
  return { spans, rejections };
}

/** @throws BadRequest */
export function objects(parent: JsonObject, key: string): JsonObject[] {
  return listOf(parent, key).map((entry) => {
    if (!isObject(entry)) throw new BadRequest(`an entry of ${key} is not an object`);
    return entry;
  });
}

/** @throws BadRequest */
export function listOf(parent: JsonObject, key: string): readonly unknown[] {
  const value = field(parent, key);
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new BadRequest(`${key} is not a list`);
  return value;
}

function readSpan(span: unknown, resource: Entry, scope: JsonObject): SpanRow {
  if (!isObject(span)) throw new RejectedRecord('the span is not an object');
  const traceId = hexId(span, 'traceId', 32);
  const spanId = hexId(span, 'spanId', 16);
  const parentId = hexId(span, 'parentSpanId', 16);
  const startNs = nanos(span, 'startTimeUnixNano');
  const endNs = nanos(span, 'endTimeUnixNano');
  if (traceId === '') throw new RejectedRecord('traceId is missing or all zero');
  if (spanId === '') throw new RejectedRecord('spanId is missing or all zero');
  if (startNs === 0n) throw new RejectedRecord('startTimeUnixNano is missing');
  const status = field(span, 'status');
  const statusObject = isObject(status) ? status : {};
  const kind = whole(span, 'kind', 255);
  const statusCode = whole(statusObject, 'code', 255);
  const name = text(span, 'name');
  const detail: SpanDetail = {
    attributes: readKeyValues(span),
    events: readEvents(span),
    links: readLinks(span),
    scope: text(scope, 'name'),
    scopeVersion: text(scope, 'version'),
    statusMessage: text(statusObject, 'message'),
    traceState: text(span, 'traceState'),
  };
  const json = JSON.stringify(detail);
  if (name.length + json.length > MAX_SPAN_LENGTH) {
    throw new RejectedRecord(`the span is larger than ${MAX_SPAN_LENGTH} characters`);
  }
  return {
    traceId: idToNumber(traceId),
    spanId: idToNumber(spanId),
    parentId: parentId === '' ? 0n : idToNumber(parentId),
    startNs,
    // A clock that was set back: such a span took no time rather than a negative one.
    durationNs: endNs > startNs ? endNs - startNs : 0n,
    kind,
    status: statusCode,
    resource,
    name,
    ...http(detail.attributes),
    detail: json,
    search: searchText(name, detail),
    tagHashes: tagHashes(kind, statusCode, detail),
  };
}

function readEvents(span: JsonObject): SpanDetail['events'] {
  return list(span, 'events').map((event) => {
    if (!isObject(event)) throw new RejectedRecord('an event is not an object');
    return {
      timeUnixNano: nanos(event, 'timeUnixNano').toString(),
      name: text(event, 'name'),
      attributes: readKeyValues(event),
    };
  });
}

function readLinks(span: JsonObject): SpanDetail['links'] {
  return list(span, 'links').map((link) => {
    if (!isObject(link)) throw new RejectedRecord('a link is not an object');
    return {
      traceId: hexId(link, 'traceId', 32),
      spanId: hexId(link, 'spanId', 16),
      attributes: readKeyValues(link),
    };
  });
}

/** Method, route and status of the stable conventions, and of the old ones that Next.js still writes. */
function http(attributes: readonly KeyValue[]): Pick<SpanRow, 'method' | 'route' | 'httpStatus'> {
  const map = fromKeyValues([...attributes]);
  const string = (...keys: string[]) =>
    keys.map((key) => map[key]).find((value) => typeof value === 'string');
  const status = map[ATTR_HTTP_RESPONSE_STATUS_CODE] ?? map['http.status_code'];
  return {
    method: string(ATTR_HTTP_REQUEST_METHOD, 'http.method') ?? null,
    route: string(ATTR_HTTP_ROUTE, 'next.route', ATTR_URL_PATH, 'http.target') ?? null,
    httpStatus: typeof status === 'number' && status >= 0 && status < 1000 ? Math.floor(status) : null,
  };
}

function searchText(name: string, { attributes, events, statusMessage }: SpanDetail): string {
  const parts = [name, statusMessage];
  for (const { value } of attributeTags(attributes)) parts.push(String(value));
  for (const event of events) {
    parts.push(event.name);
    for (const { value } of attributeTags(event.attributes)) parts.push(String(value));
  }
  return parts.join('\n').slice(0, MAX_SEARCH_LENGTH).toLowerCase();
}

/** Jaeger finds a span by its own tags and by those of its events. */
function tagHashes(kind: number, status: number, detail: SpanDetail): number[] {
  const hashes = new Set<number>();
  for (const { key, value } of spanTags(kind, status, detail)) hashes.add(hashTag(key, String(value)));
  for (const event of detail.events) {
    hashes.add(hashTag('event', event.name));
    for (const { key, value } of attributeTags(event.attributes)) hashes.add(hashTag(key, String(value)));
  }
  return [...hashes].slice(0, MAX_TAGS);
}
