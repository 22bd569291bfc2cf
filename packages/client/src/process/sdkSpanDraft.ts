import type { HrTime } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import type { PageView } from './PageView.js';
import type { SpanDraft } from './SpanDraft.js';

/** A span of OpenTelemetry's SDK as one of ours, so that there is one way into OTLP. */
export function sdkSpanDraft(span: ReadableSpan, page: PageView): SpanDraft {
  const { name, version } = span.instrumentationScope;
  return {
    context: span.spanContext(),
    parentSpanId: span.parentSpanContext?.spanId,
    name: span.name,
    // The API counts kinds from 0 (INTERNAL), OTLP from 1.
    kind: span.kind + 1,
    startMillis: hrTimeToMillis(span.startTime),
    endMillis: hrTimeToMillis(span.endTime),
    attributes: { ...span.attributes },
    events: span.events.map((event) => ({
      name: event.name,
      timeMillis: hrTimeToMillis(event.time),
      attributes: event.attributes ?? {},
    })),
    links: span.links.map((link) => ({ context: link.context, attributes: link.attributes ?? {} })),
    status: span.status,
    page,
    dropped: {
      attributes: span.droppedAttributesCount,
      events: span.droppedEventsCount,
      links: span.droppedLinksCount,
    },
    scope: version ? { name, version } : { name },
  };
}

function hrTimeToMillis([seconds, nanos]: HrTime): number {
  return seconds * 1000 + nanos / 1e6;
}
