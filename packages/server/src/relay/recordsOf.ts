import { isObject } from './cleanValue.js';

/** The records of an OTLP request, two lists down (`resourceX[].scopeX[].records[]`). What has another form holds none. */
export function* recordsOf(
  request: unknown,
  resources: string,
  scopes: string,
  records: string,
): Generator<unknown> {
  for (const resource of listIn(request, resources)) {
    for (const scope of listIn(resource, scopes)) yield* listIn(scope, records);
  }
}

/** The list below `key`, empty where there is none. */
export function listIn(value: unknown, key: string): unknown[] {
  if (!isObject(value)) return [];
  const list = value[key];
  return Array.isArray(list) ? list : [];
}
