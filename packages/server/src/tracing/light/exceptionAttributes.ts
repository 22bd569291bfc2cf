import type { Attributes, Exception } from '@opentelemetry/api';
import { ATTR_EXCEPTION_MESSAGE, ATTR_EXCEPTION_STACKTRACE, ATTR_EXCEPTION_TYPE } from '@throughline/semconv';
import { stackWithCauses } from '../stackWithCauses.js';

/** What the event of an exception says; `undefined` for what says nothing. */
export function exceptionAttributes(exception: Exception): Attributes | undefined {
  if (typeof exception === 'string') return { [ATTR_EXCEPTION_MESSAGE]: exception };
  if (typeof exception !== 'object' || exception === null) return undefined;
  const { code, name, message } = exception;
  const stack = stackWithCauses(exception) || exception.stack;
  const type = code ? String(code) : name;
  if (!type && !message) return undefined;
  return {
    ...(type ? { [ATTR_EXCEPTION_TYPE]: type } : {}),
    ...(message ? { [ATTR_EXCEPTION_MESSAGE]: message } : {}),
    ...(stack ? { [ATTR_EXCEPTION_STACKTRACE]: stack } : {}),
  };
}
