import type { SpanContext } from '@opentelemetry/api';
import { ATTR_PAGE_ID, ATTR_SESSION_ID, ATTR_URL_PATH, MAX_STRING_LENGTH } from '@throughline/semconv';
import type { LogEntry } from '../process/LogEntry.js';
import type { PageView } from '../process/PageView.js';
import { quietly } from '../process/quietly.js';
import type { SpanDraft } from '../process/SpanDraft.js';
import { unixNanos } from '../process/unixNanos.js';
import { theClient } from './theClient.js';

/**
 * A span as the exit of an early leaver can afford to write it: the same ids, times and redaction as later, in
 * a fraction of the code; without events, links, lists and objects.
 */
export function earlySpan({
  context,
  page,
  startMillis,
  endMillis,
  events,
  links,
  dropped,
  ...draft
}: SpanDraft): object {
  return {
    ...draft,
    ...ids(context),
    startTimeUnixNano: unixNanos(startMillis),
    endTimeUnixNano: unixNanos(endMillis),
    attributes: onPage(draft.attributes, page),
  };
}

/** A log record in the same manner. */
export function earlyLog(entry: LogEntry): object {
  return {
    timeUnixNano: unixNanos(entry.timeMillis),
    // The relay knows the number.
    severityText: entry.level,
    eventName: entry.eventName,
    body: { stringValue: entry.thrown ? text(entry.thrown.value) : entry.message },
    attributes: onPage(entry.attributes, entry.page),
    ...ids(entry.ofSpan),
  };
}

function ids({ traceId, spanId, traceFlags }: Partial<SpanContext> = {}): object {
  return { traceId, spanId, flags: traceFlags };
}

function onPage(attributes: object, page: PageView): object[] {
  return keyValues({
    [ATTR_URL_PATH]: page.path,
    ...attributes,
    [ATTR_SESSION_ID]: theClient().sessionId,
    [ATTR_PAGE_ID]: page.id,
  });
}

/** Attributes as OTLP/JSON has them, numbers as doubles. */
export function keyValues(attributes: object): object[] {
  return Object.entries(attributes).map(([key, value]) => ({
    key,
    value:
      typeof value === 'number'
        ? { doubleValue: value }
        : value === true
          ? { boolValue: value }
          : { stringValue: /url|http\./.test(key) ? text(value).replace(/[?#].*/, '') : text(value) },
  }));
}

/** What the app throws may have a `toString` that throws. */
function text(value: unknown): string {
  return quietly(() => String(value).slice(0, MAX_STRING_LENGTH)) ?? '';
}
