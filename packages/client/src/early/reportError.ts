import { ATTR_ERROR_SOURCE, EVENT_EXCEPTION } from '@throughline/semconv';
import { theClient } from '../Client.js';
import type { ErrorSource } from '../capture/errors/captureErrors.js';
import type { LogAttributes } from '../process/cleanAttributes.js';
import { adopter } from '../process/currentParent.js';
import type { PageSpan } from './startSpan.js';
import { writeLog } from './writeLog.js';

/** Reports an error once, however often it is seen, and `failed` as failed by it. */
export function reportError(
  value: unknown,
  source: ErrorSource,
  attributes?: LogAttributes,
  failed?: PageSpan,
): void {
  const { reported, thrownIn } = theClient();
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
    ofSpan: thrownIn?.get(key),
  });
}

/** Reports an error, and the active span or the page's as failed. */
export function captureError(value: unknown, source: ErrorSource, attributes?: LogAttributes): void {
  const { active, page } = theClient();
  reportError(value, source, attributes, active?.span ?? adopter(page));
}
