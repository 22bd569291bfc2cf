import { type Attributes, type Span, SpanStatusCode } from '@opentelemetry/api';
import { ATTR_ERROR_TYPE, ATTR_EXCEPTION_MESSAGE } from '@throughline/semconv';
import { stackWithCauses } from './stackWithCauses.js';

const KEY = Symbol.for('throughline.server.recordedErrors');
type Holder = { [KEY]?: WeakSet<object> };

/** One for all copies of this module: a handler's copy records, the instrumentation's asks. */
function recordedErrors(): WeakSet<object> {
  const holder = globalThis as Holder;
  holder[KEY] ??= new WeakSet();
  return holder[KEY];
}

/**
 * Next steers with thrown errors (`redirect()`, `notFound()`, dynamic rendering): they carry a `digest` of a fixed
 * form and are no failures.
 */
export function isControlFlow(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return false;
  const { digest } = error;
  return (
    typeof digest === 'string' &&
    (digest.startsWith('NEXT_') || digest === 'DYNAMIC_SERVER_USAGE' || digest.startsWith('BAILOUT_TO_'))
  );
}

/** The name by which an error is grouped: its class, else its `name`. */
export function errorType(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.name !== 'Error' ? error.name : error.constructor.name || 'Error';
}

/** What is said of it. Anything can be thrown, also what refuses to become a text. */
export function errorMessage(error: unknown): string {
  try {
    if (typeof error !== 'object' || error === null) return String(error);
    if ('message' in error && typeof error.message === 'string') return error.message;
    const text = String(error);
    // The names and not the values, which may be secrets.
    return text === '[object Object]' ? `{ ${Object.keys(error).slice(0, MAX_NAMES).join(', ')} }` : text;
  } catch {
    return typeof error;
  }
}

const MAX_NAMES = 10;

/** Marks an error as being on a span already, so that it is one exception event in the trace and not one a level. */
export function markRecorded(error: unknown): void {
  if (typeof error === 'object' && error !== null) recordedErrors().add(error);
}

/** Whether it is on a span already. */
export function isRecorded(error: unknown): boolean {
  return typeof error === 'object' && error !== null && recordedErrors().has(error);
}

/**
 * Sets the span's status to error and adds an exception event, its causes in the stack. The event is left out when
 * this span or an inner one has it already.
 */
export function recordError(span: Span, error: unknown): void {
  if (isControlFlow(error)) return;
  span.setAttribute(ATTR_ERROR_TYPE, errorType(error));
  span.setStatus({ code: SpanStatusCode.ERROR, message: errorMessage(error) });
  if (isRecorded(error)) return;
  markRecorded(error);
  const message = errorMessage(error);
  if (hasException(span, message)) return;
  span.recordException({ name: errorType(error), message, stack: stackWithCauses(error) });
}

/** Next records some of what it catches on the span that is active, before or after it tells anybody. */
export function hasException(span: Span, message: string): boolean {
  const events: unknown = 'events' in span ? span.events : undefined;
  return (
    Array.isArray(events) &&
    (events as { attributes?: Attributes }[]).some(
      ({ attributes }) => attributes?.[ATTR_EXCEPTION_MESSAGE] === message,
    )
  );
}
