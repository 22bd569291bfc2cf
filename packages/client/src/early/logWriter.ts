import type { SpanContext } from '@opentelemetry/api';
import { ATTR_ERROR_SOURCE, EVENT_EXCEPTION } from '@throughline/semconv';
import type { Client } from '../Client.js';
import { currentParent } from '../process/currentParent.js';
import type { LogEntry } from '../process/LogEntry.js';
import { wallMillis } from '../process/wallClock.js';

/** Makes log entries out of lines and errors, with the ids of the span that they belong to. */
export function createLogWriter(
  client: () => Client,
): Pick<Client, 'log' | 'captureError' | 'rememberThrown'> {
  const reported = new WeakSet<object>();
  const thrownIn = new WeakMap<object, SpanContext>();

  function emit(entry: Omit<LogEntry, 'page' | 'timeMillis'>): void {
    const { sink, pages } = client();
    // The active span, or the page's, open or ended.
    const spanContext = entry.spanContext ?? currentParent(client()) ?? pages.span()?.spanContext();
    sink.log({ ...entry, spanContext, page: pages.current(), timeMillis: wallMillis() });
  }

  return {
    log: (level, message, attributes, spanContext, eventName) =>
      emit({ level, message, attributes, spanContext, eventName }),
    captureError(value, source, attributes) {
      const key = Object(value) as object;
      if (reported.has(key)) return;
      reported.add(key);
      const { active, pages } = client();
      const failed = active?.span ?? (pages.adopter() && pages.span());
      failed?.recordException(value as Error);
      failed?.setStatus({ code: 2 });
      emit({
        level: 'error',
        message: '',
        attributes: { ...attributes, [ATTR_ERROR_SOURCE]: source },
        eventName: EVENT_EXCEPTION,
        thrown: { value },
        spanContext: thrownIn.get(key),
      });
    },
    rememberThrown(value, spanContext) {
      const key = Object(value) as object;
      // The innermost span is where it was thrown: outer ones see the same error later.
      if (!thrownIn.has(key)) thrownIn.set(key, spanContext);
    },
  };
}
