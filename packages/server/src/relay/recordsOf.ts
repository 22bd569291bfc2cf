import { RELAY_MAX_BODY_BYTES } from '@throughline/semconv';
import { isObject } from './cleanValue.js';

/**
 * The records of an OTLP request, two lists down (`resourceX[].scopeX[].records[]`). What has another form holds none.
 * Attributes of a scope are those of each of its records, in front of its own: the client tells once what all lines of a
 * page have in common. Written out they may be a megabyte in all; the records after that go without.
 */
export function* recordsOf(
  request: unknown,
  resources: string,
  scopes: string,
  records: string,
): Generator<unknown> {
  let room = RELAY_MAX_BODY_BYTES;
  for (const resource of listIn(request, resources)) {
    for (const scope of listIn(resource, scopes)) {
      const common = isObject(scope) ? listIn(scope.scope, 'attributes') : [];
      const bytes = common.length > 0 ? JSON.stringify(common).length : 0;
      for (const record of listIn(scope, records)) {
        room -= bytes;
        yield bytes > 0 && room > 0 ? withAttributes(record, common) : record;
      }
    }
  }
}

/** What is not valid stays so. */
function withAttributes(record: unknown, common: unknown[]): unknown {
  if (!isObject(record)) return record;
  const { attributes = [] } = record;
  return Array.isArray(attributes) ? { ...record, attributes: [...common, ...attributes] } : record;
}

/** The list below `key`, empty where there is none. */
export function listIn(value: unknown, key: string): unknown[] {
  if (!isObject(value)) return [];
  const list = value[key];
  return Array.isArray(list) ? list : [];
}
