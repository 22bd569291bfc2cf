import { type Span, SpanStatusCode } from '@opentelemetry/api';
import { ATTR_ERROR_TYPE } from '@throughline/semconv';

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
    return String(error instanceof Error ? error.message : error);
  } catch {
    return typeof error;
  }
}

/** Marks an error as being on a span already, so that it is one exception event in the trace and not one a level. */
export function markRecorded(error: unknown): void {
  if (typeof error === 'object' && error !== null) recordedErrors().add(error);
}

/**
 * Sets the span's status to error and adds an exception event, its causes in the stack. The event is left out when
 * an inner span has it already.
 */
export function recordError(span: Span, error: unknown): void {
  if (isControlFlow(error)) return;
  span.setAttribute(ATTR_ERROR_TYPE, errorType(error));
  span.setStatus({ code: SpanStatusCode.ERROR, message: errorMessage(error) });
  if (typeof error === 'object' && error !== null && recordedErrors().has(error)) return;
  markRecorded(error);
  span.recordException({
    name: errorType(error),
    message: errorMessage(error),
    stack: stackWithCauses(error),
  });
}

const MAX_CAUSES = 5;

function stackWithCauses(error: unknown): string {
  const parts: string[] = [];
  let current = error;
  while (current instanceof Error && parts.length <= MAX_CAUSES) {
    parts.push(current.stack ?? String(current));
    current = current.cause;
  }
  return parts.join('\nCaused by: ');
}
