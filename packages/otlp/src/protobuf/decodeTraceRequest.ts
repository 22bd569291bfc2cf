import type {
  ExportTraceServiceRequest,
  KeyValue,
  OtlpEvent,
  OtlpLink,
  OtlpSpan,
  ResourceSpans,
  ScopeSpans,
} from '../types.js';
import { MAX_MESSAGES, ProtobufReader, WIRE } from './ProtobufReader.js';
import { readKeyValue, readResource, readScope } from './readAttributes.js';

/**
 * Decodes an `ExportTraceServiceRequest` (opentelemetry-proto 1.x, `trace.proto`) into the values that the JSON
 * encoding of the same request gives: ids as hex, 64-bit integers as decimal strings, bytes as base64.
 *
 * @param maxMessages - Most nested messages, two million where it is not given.
 * @throws ProtobufError for malformed bytes, for messages nested deeper than 64, and for more than `maxMessages`.
 */
export function decodeTraceRequest(bytes: Uint8Array, maxMessages = MAX_MESSAGES): ExportTraceServiceRequest {
  const resourceSpans: ResourceSpans[] = [];
  const reader = new ProtobufReader(bytes, maxMessages);
  reader.fields((field, wire) => {
    if (field !== 1 || wire !== WIRE.BYTES) return false;
    resourceSpans.push(reader.message(readResourceSpans));
    return true;
  });
  return { resourceSpans };
}

function readResourceSpans(reader: ProtobufReader): ResourceSpans {
  const scopeSpans: ScopeSpans[] = [];
  const message: ResourceSpans = { scopeSpans };
  reader.fields((field, wire) => {
    if (wire !== WIRE.BYTES) return false;
    if (field === 1) message.resource = reader.message(readResource);
    else if (field === 2) scopeSpans.push(reader.message(readScopeSpans));
    else if (field === 3) message.schemaUrl = reader.string();
    else return false;
    return true;
  });
  return message;
}

function readScopeSpans(reader: ProtobufReader): ScopeSpans {
  const spans: OtlpSpan[] = [];
  const message: ScopeSpans = { spans };
  reader.fields((field, wire) => {
    if (wire !== WIRE.BYTES) return false;
    if (field === 1) message.scope = reader.message(readScope);
    else if (field === 2) spans.push(reader.message(readSpan));
    else if (field === 3) message.schemaUrl = reader.string();
    else return false;
    return true;
  });
  return message;
}

function readSpan(reader: ProtobufReader): OtlpSpan {
  const attributes: KeyValue[] = [];
  const events: OtlpEvent[] = [];
  const links: OtlpLink[] = [];
  const span: OtlpSpan = {
    traceId: '',
    spanId: '',
    name: '',
    startTimeUnixNano: '0',
    endTimeUnixNano: '0',
    attributes,
    events,
    links,
  };
  reader.fields((field, wire) => {
    if (field === 1 && wire === WIRE.BYTES) span.traceId = reader.hex();
    else if (field === 2 && wire === WIRE.BYTES) span.spanId = reader.hex();
    else if (field === 3 && wire === WIRE.BYTES) span.traceState = reader.string();
    else if (field === 4 && wire === WIRE.BYTES) span.parentSpanId = reader.hex();
    else if (field === 5 && wire === WIRE.BYTES) span.name = reader.string();
    else if (field === 6 && wire === WIRE.VARINT) span.kind = reader.uint32();
    else if (field === 7 && wire === WIRE.FIXED64) span.startTimeUnixNano = reader.fixed64();
    else if (field === 8 && wire === WIRE.FIXED64) span.endTimeUnixNano = reader.fixed64();
    else if (field === 9 && wire === WIRE.BYTES) attributes.push(reader.message(readKeyValue));
    else if (field === 10 && wire === WIRE.VARINT) span.droppedAttributesCount = reader.uint32();
    else if (field === 11 && wire === WIRE.BYTES) events.push(reader.message(readEvent));
    else if (field === 12 && wire === WIRE.VARINT) span.droppedEventsCount = reader.uint32();
    else if (field === 13 && wire === WIRE.BYTES) links.push(reader.message(readLink));
    else if (field === 14 && wire === WIRE.VARINT) span.droppedLinksCount = reader.uint32();
    else if (field === 15 && wire === WIRE.BYTES) span.status = reader.message(readStatus);
    else if (field === 16 && wire === WIRE.FIXED32) span.flags = reader.fixed32();
    else return false;
    return true;
  });
  return span;
}

function readEvent(reader: ProtobufReader): OtlpEvent {
  const attributes: KeyValue[] = [];
  const event: OtlpEvent = { timeUnixNano: '0', name: '', attributes };
  reader.fields((field, wire) => {
    if (field === 1 && wire === WIRE.FIXED64) event.timeUnixNano = reader.fixed64();
    else if (field === 2 && wire === WIRE.BYTES) event.name = reader.string();
    else if (field === 3 && wire === WIRE.BYTES) attributes.push(reader.message(readKeyValue));
    else if (field === 4 && wire === WIRE.VARINT) event.droppedAttributesCount = reader.uint32();
    else return false;
    return true;
  });
  return event;
}

function readLink(reader: ProtobufReader): OtlpLink {
  const attributes: KeyValue[] = [];
  const link: OtlpLink = { traceId: '', spanId: '', attributes };
  reader.fields((field, wire) => {
    if (field === 1 && wire === WIRE.BYTES) link.traceId = reader.hex();
    else if (field === 2 && wire === WIRE.BYTES) link.spanId = reader.hex();
    else if (field === 3 && wire === WIRE.BYTES) link.traceState = reader.string();
    else if (field === 4 && wire === WIRE.BYTES) attributes.push(reader.message(readKeyValue));
    else if (field === 5 && wire === WIRE.VARINT) link.droppedAttributesCount = reader.uint32();
    else if (field === 6 && wire === WIRE.FIXED32) link.flags = reader.fixed32();
    else return false;
    return true;
  });
  return link;
}

function readStatus(reader: ProtobufReader): NonNullable<OtlpSpan['status']> {
  const status: NonNullable<OtlpSpan['status']> = {};
  reader.fields((field, wire) => {
    if (field === 2 && wire === WIRE.BYTES) status.message = reader.string();
    else if (field === 3 && wire === WIRE.VARINT) status.code = reader.uint32();
    else return false;
    return true;
  });
  return status;
}
