import { fromKeyValues, type KeyValue } from '@throughline/otlp';
import { ATTR_SERVICE_NAME } from '@throughline/semconv';
import type { Entry } from '../store/rows.js';
import { BadRequest } from './BadRequest.js';
import { isObject } from './json.js';
import { RejectedRecord } from './Rejections.js';
import { readKeyValues } from './readKeyValues.js';

/** What OpenTelemetry's resource conventions call a service without a name. */
export const UNKNOWN_SERVICE = 'unknown_service';

/** Largest resource as JSON, in UTF-16 units: resources are read together when a search looks through them. */
const MAX_RESOURCE_LENGTH = 64 * 1024;

/** The attributes of an OTLP resource. @throws BadRequest where they are not of OTLP's form. */
export function readResource(resource: unknown): KeyValue[] {
  if (resource === undefined) return [];
  try {
    if (!isObject(resource)) throw new RejectedRecord('resource is not an object');
    return readKeyValues(resource);
  } catch (error) {
    if (error instanceof RejectedRecord) throw new BadRequest(`resource: ${error.message}`);
    throw error;
  }
}

/** The dictionary entry of an OTLP resource. Its attributes are sorted: their order means nothing. */
export function resourceEntry(resource: unknown): Entry {
  const attributes = readResource(resource).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const body = JSON.stringify(attributes);
  if (body.length > MAX_RESOURCE_LENGTH) {
    throw new BadRequest(`the resource is larger than ${MAX_RESOURCE_LENGTH} characters`);
  }
  return { name: serviceName(attributes), body };
}

export function serviceName(attributes: readonly KeyValue[]): string {
  const name = fromKeyValues([...attributes])[ATTR_SERVICE_NAME];
  return typeof name === 'string' && name !== '' ? name : UNKNOWN_SERVICE;
}
