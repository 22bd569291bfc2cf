import type { Exception, Span, TimeInput } from '@opentelemetry/api';
import { isControlFlow, markRecorded } from './recordError.js';

/**
 * Makes a framework's span remember which errors it has recorded, so that an outer span does not repeat them, and
 * ignore Next's control flow errors.
 *
 * @param onError is told of what it has recorded
 */
export function keepErrorsOnce(span: Span, onError?: (error: unknown) => void): Span {
  if (!span.isRecording()) return span;
  const record = span.recordException.bind(span);
  const setStatus = span.setStatus.bind(span);
  let steered = false;
  span.recordException = (exception: Exception, time?: TimeInput) => {
    steered = isControlFlow(exception);
    if (steered) return;
    markRecorded(exception);
    record(exception, time);
    onError?.(exception);
  };
  // Next sets the status right after it recorded the error that led to it.
  span.setStatus = (status) => (steered ? span : setStatus(status));
  return span;
}
