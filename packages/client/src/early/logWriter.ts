import { ATTR_ERROR_SOURCE, EVENT_EXCEPTION } from '@throughline/semconv';
import { type Client, theClient } from '../Client.js';
import type { ErrorSource } from '../capture/errors/captureErrors.js';
import type { LogAttributes } from '../process/cleanAttributes.js';
import { adopter, currentParent } from '../process/currentParent.js';
import type { LogEntry } from '../process/LogEntry.js';
import { wallMillis } from '../process/wallClock.js';
import type { PageSpan } from './startSpan.js';

/** Makes log entries out of lines and errors, with the ids of the span that they belong to. */
export function createLogWriter(): Pick<Client, 'log' | 'captureError' | 'reportError'> {
  const reported = new WeakSet<object>();

  function emit(entry: Omit<LogEntry, 'page' | 'timeMillis'>): void {
    const { sink, page } = theClient();
    // The active span, or the page's, open or ended.
    const spanContext = entry.spanContext ?? currentParent(theClient()) ?? page.span?.spanContext();
    sink.log({ ...entry, spanContext, page, timeMillis: wallMillis() });
  }

  function reportError(
    value: unknown,
    source: ErrorSource,
    attributes?: LogAttributes,
    failed?: PageSpan,
  ): void {
    const key = Object(value) as object;
    if (reported.has(key)) return;
    reported.add(key);
    failed?.setStatus({ code: 2 });
    emit({
      level: 'error',
      attributes: { ...attributes, [ATTR_ERROR_SOURCE]: source },
      eventName: EVENT_EXCEPTION,
      thrown: { value },
      failed,
      spanContext: theClient().thrownIn?.get(key),
    });
  }

  return {
    log: (level, message, attributes, spanContext, eventName) =>
      emit({ level, message, attributes, spanContext, eventName }),
    reportError,
    captureError(value, source, attributes) {
      const { active, page } = theClient();
      reportError(value, source, attributes, active?.span ?? adopter(page));
    },
  };
}
