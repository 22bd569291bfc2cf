import type { ExportLogsServiceRequest, KeyValue, OtlpLogRecord, ResourceLogs, ScopeLogs } from '../types.js';
import { MAX_MESSAGES, ProtobufReader, WIRE } from './ProtobufReader.js';
import { readAnyValue, readKeyValue, readResource, readScope } from './readAttributes.js';

/**
 * Decodes an `ExportLogsServiceRequest` (opentelemetry-proto 1.x, `logs.proto`) into the values that the JSON
 * encoding of the same request gives: ids as hex, 64-bit integers as decimal strings, bytes as base64.
 *
 * @param maxMessages - Most nested messages, two million where it is not given.
 * @throws ProtobufError for malformed bytes, for messages nested deeper than 64, and for more than `maxMessages`.
 */
export function decodeLogsRequest(bytes: Uint8Array, maxMessages = MAX_MESSAGES): ExportLogsServiceRequest {
  const resourceLogs: ResourceLogs[] = [];
  const reader = new ProtobufReader(bytes, maxMessages);
  reader.fields((field, wire) => {
    if (field !== 1 || wire !== WIRE.BYTES) return false;
    resourceLogs.push(reader.message(readResourceLogs));
    return true;
  });
  return { resourceLogs };
}

function readResourceLogs(reader: ProtobufReader): ResourceLogs {
  const scopeLogs: ScopeLogs[] = [];
  const message: ResourceLogs = { scopeLogs };
  reader.fields((field, wire) => {
    if (wire !== WIRE.BYTES) return false;
    if (field === 1) message.resource = reader.message(readResource);
    else if (field === 2) scopeLogs.push(reader.message(readScopeLogs));
    else if (field === 3) message.schemaUrl = reader.string();
    else return false;
    return true;
  });
  return message;
}

function readScopeLogs(reader: ProtobufReader): ScopeLogs {
  const logRecords: OtlpLogRecord[] = [];
  const message: ScopeLogs = { logRecords };
  reader.fields((field, wire) => {
    if (wire !== WIRE.BYTES) return false;
    if (field === 1) message.scope = reader.message(readScope);
    else if (field === 2) logRecords.push(reader.message(readRecord));
    else if (field === 3) message.schemaUrl = reader.string();
    else return false;
    return true;
  });
  return message;
}

function readRecord(reader: ProtobufReader): OtlpLogRecord {
  const attributes: KeyValue[] = [];
  const record: OtlpLogRecord = { attributes };
  reader.fields((field, wire) => {
    if (field === 1 && wire === WIRE.FIXED64) record.timeUnixNano = reader.fixed64();
    else if (field === 2 && wire === WIRE.VARINT) record.severityNumber = reader.uint32();
    else if (field === 3 && wire === WIRE.BYTES) record.severityText = reader.string();
    else if (field === 5 && wire === WIRE.BYTES) record.body = reader.message(readAnyValue);
    else if (field === 6 && wire === WIRE.BYTES) attributes.push(reader.message(readKeyValue));
    else if (field === 7 && wire === WIRE.VARINT) record.droppedAttributesCount = reader.uint32();
    else if (field === 8 && wire === WIRE.FIXED32) record.flags = reader.fixed32();
    else if (field === 9 && wire === WIRE.BYTES) record.traceId = reader.hex();
    else if (field === 10 && wire === WIRE.BYTES) record.spanId = reader.hex();
    else if (field === 11 && wire === WIRE.FIXED64) record.observedTimeUnixNano = reader.fixed64();
    else if (field === 12 && wire === WIRE.BYTES) record.eventName = reader.string();
    else return false;
    return true;
  });
  return record;
}
