import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { type OtlpEvent, type OtlpLink, type OtlpSpan, toKeyValues } from '@throughline/otlp';
import { ATTR_HTTP_RESPONSE_STATUS_CODE } from '@throughline/semconv';
import { cleanAttributes, type LogAttributes } from './cleanAttributes.js';
import { cutString } from './cutString.js';
import { hrTimeToNanos } from './hrTimeToNanos.js';

/** An ended span as OTLP/JSON: bounded, with URLs redacted. */
export function spanRecord(span: ReadableSpan): OtlpSpan {
  const { traceId, spanId, traceFlags, traceState } = span.spanContext();
  const { clean, dropped } = cleanAttributes(span.attributes);
  // instrumentation-fetch writes status 0 for a request that got no answer; that is no HTTP status.
  if (clean[ATTR_HTTP_RESPONSE_STATUS_CODE] === 0) delete clean[ATTR_HTTP_RESPONSE_STATUS_CODE];
  const record: OtlpSpan = {
    traceId,
    spanId,
    flags: traceFlags,
    name: cutString(span.name, 256),
    // The API counts kinds from 0 (INTERNAL), OTLP from 1.
    kind: span.kind + 1,
    startTimeUnixNano: hrTimeToNanos(span.startTime),
    endTimeUnixNano: hrTimeToNanos(span.endTime),
    attributes: toKeyValues(clean),
  };
  if (span.parentSpanContext) record.parentSpanId = span.parentSpanContext.spanId;
  const state = traceState?.serialize();
  if (state) record.traceState = state;
  const lost = span.droppedAttributesCount + dropped;
  if (lost > 0) record.droppedAttributesCount = lost;
  if (span.events.length > 0) record.events = span.events.map(eventRecord);
  if (span.droppedEventsCount > 0) record.droppedEventsCount = span.droppedEventsCount;
  if (span.links.length > 0) record.links = span.links.map(linkRecord);
  if (span.droppedLinksCount > 0) record.droppedLinksCount = span.droppedLinksCount;
  if (span.status.code !== 0) record.status = statusRecord(span.status);
  return record;
}

function eventRecord(event: ReadableSpan['events'][number]): OtlpEvent {
  return {
    timeUnixNano: hrTimeToNanos(event.time),
    name: cutString(event.name, 256),
    attributes: boundedKeyValues(event.attributes ?? {}),
  };
}

function linkRecord(link: ReadableSpan['links'][number]): OtlpLink {
  const { traceId, spanId, traceFlags } = link.context;
  return { traceId, spanId, flags: traceFlags, attributes: boundedKeyValues(link.attributes ?? {}) };
}

function statusRecord({ code, message }: ReadableSpan['status']): NonNullable<OtlpSpan['status']> {
  return message ? { code, message: cutString(message) } : { code };
}

function boundedKeyValues(attributes: LogAttributes) {
  return toKeyValues(cleanAttributes(attributes).clean);
}
