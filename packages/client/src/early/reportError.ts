import { ATTR_ERROR_SOURCE, EVENT_EXCEPTION } from '@throughline/semconv';
import type { ErrorSource } from '../capture/errors/reportUncaught.js';
import type { LogAttributes } from '../process/cleanAttributes.js';
import type { PageSpan } from './startSpan.js';
import { theClient } from './theClient.js';
import { writeLog } from './writeLog.js';

const reported = new WeakSet<object>();

/** Reports an error once, however often it is seen, and `failed` as failed by it. */
export function reportError(
  value: unknown,
  source: ErrorSource,
  attributes?: LogAttributes,
  failed?: PageSpan,
): void {
  const key = Object(value) as object;
  if (reported.has(key)) return;
  reported.add(key);
  failed?.setStatus({ code: 2 });
  writeLog({
    level: 'error',
    attributes: { ...attributes, [ATTR_ERROR_SOURCE]: source },
    eventName: EVENT_EXCEPTION,
    thrown: { value },
    failed,
    ofSpan: theClient().thrownIn?.get(key),
  });
}
