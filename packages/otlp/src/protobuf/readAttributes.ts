import type { AnyValue, KeyValue, OtlpResource, OtlpScope } from '../types.js';
import { type ProtobufReader, WIRE } from './ProtobufReader.js';

/** `common.proto` and `resource.proto` of opentelemetry-proto 1.x. Field numbers are theirs. */
export function readKeyValue(reader: ProtobufReader): KeyValue {
  const pair: KeyValue = { key: '' };
  reader.fields((field, wire) => {
    if (wire !== WIRE.BYTES) return false;
    if (field === 1) pair.key = reader.string();
    else if (field === 2) pair.value = reader.message(readAnyValue);
    else return false;
    return true;
  });
  return pair;
}

export function readAnyValue(reader: ProtobufReader): AnyValue {
  // A oneof: of several members the last one counts.
  let value: AnyValue = {};
  reader.fields((field, wire) => {
    if (field === 1 && wire === WIRE.BYTES) value = { stringValue: reader.string() };
    else if (field === 2 && wire === WIRE.VARINT) value = { boolValue: reader.bool() };
    else if (field === 3 && wire === WIRE.VARINT) value = { intValue: reader.int64() };
    else if (field === 4 && wire === WIRE.FIXED64) value = { doubleValue: reader.double() };
    else if (field === 5 && wire === WIRE.BYTES)
      value = { arrayValue: { values: reader.message(readArray) } };
    else if (field === 6 && wire === WIRE.BYTES) value = { kvlistValue: { values: reader.message(readMap) } };
    else if (field === 7 && wire === WIRE.BYTES) value = { bytesValue: reader.base64() };
    else return false;
    return true;
  });
  return value;
}

function readArray(reader: ProtobufReader): AnyValue[] {
  const values: AnyValue[] = [];
  reader.fields((field, wire) => {
    if (field !== 1 || wire !== WIRE.BYTES) return false;
    values.push(reader.message(readAnyValue));
    return true;
  });
  return values;
}

function readMap(reader: ProtobufReader): KeyValue[] {
  const values: KeyValue[] = [];
  reader.fields((field, wire) => {
    if (field !== 1 || wire !== WIRE.BYTES) return false;
    values.push(reader.message(readKeyValue));
    return true;
  });
  return values;
}

export function readResource(reader: ProtobufReader): OtlpResource {
  const attributes: KeyValue[] = [];
  const resource: OtlpResource = { attributes };
  reader.fields((field, wire) => {
    if (field === 1 && wire === WIRE.BYTES) attributes.push(reader.message(readKeyValue));
    else if (field === 2 && wire === WIRE.VARINT) resource.droppedAttributesCount = reader.uint32();
    else return false;
    return true;
  });
  return resource;
}

export function readScope(reader: ProtobufReader): OtlpScope {
  const attributes: KeyValue[] = [];
  const scope: OtlpScope = { attributes };
  reader.fields((field, wire) => {
    if (wire !== WIRE.BYTES) return false;
    if (field === 1) scope.name = reader.string();
    else if (field === 2) scope.version = reader.string();
    else if (field === 3) attributes.push(reader.message(readKeyValue));
    else return false;
    return true;
  });
  return scope;
}
