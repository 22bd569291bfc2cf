import type { SpanContext, TraceState } from '@opentelemetry/api';
import { type SpanRecord, type SpanRecordEvent, type SpanRecordLink, spanFlags } from '@throughline/otlp';
import type { LightSpan } from './LightSpan.js';

const NONE: readonly never[] = [];
const NANOS_PER_MILLI = 1_000_000;

/** An ended span as it is exported. */
export function toRecord(span: LightSpan): SpanRecord {
  const { context, parent, startMillis } = span;
  addLateAttributes(span);
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    parentSpanId: parent?.spanId,
    traceState: serialized(context.traceState),
    flags: spanFlags(context.traceFlags, parent?.isRemote),
    name: span.name,
    // The API does not define a value for "unspecified".
    kind: span.kind + 1,
    startTimeUnixNano: unixNano(startMillis),
    endTimeUnixNano: unixNano(span.endMillis ?? startMillis),
    attributes: span.attributes,
    droppedAttributesCount: span.droppedAttributesCount,
    events: span.events?.map(eventRecord) ?? NONE,
    droppedEventsCount: span.droppedEventsCount,
    links: span.links?.map(linkRecord) ?? NONE,
    droppedLinksCount: span.droppedLinksCount,
    statusCode: span.status.code,
    statusMessage: span.status.message,
  };
}

/** What was set by name counts. */
function addLateAttributes({ attributes, lateAttributes }: LightSpan): void {
  if (!lateAttributes) return;
  const late = lateAttributes();
  for (const key in late) {
    if (!(key in attributes)) attributes[key] = late[key];
  }
}

function eventRecord(event: NonNullable<LightSpan['events']>[number]): SpanRecordEvent {
  const { name, unixMillis, attributes, droppedAttributesCount } = event;
  return { name, timeUnixNano: unixNano(unixMillis), attributes, droppedAttributesCount };
}

function linkRecord(
  link: { context: SpanContext } & Pick<SpanRecordLink, 'attributes' | 'droppedAttributesCount'>,
) {
  const { context, attributes, droppedAttributesCount } = link;
  return {
    traceId: context.traceId,
    spanId: context.spanId,
    traceState: serialized(context.traceState),
    flags: spanFlags(context.traceFlags, context.isRemote),
    attributes,
    droppedAttributesCount,
  };
}

let lastState: TraceState | undefined;
let lastText: string | undefined;

/** Most spans share one: the threshold of the sampler. */
function serialized(state: TraceState | undefined): string | undefined {
  if (state !== lastState) {
    lastState = state;
    lastText = state?.serialize();
  }
  return lastText;
}

let lastMillis = 0;
let lastMillisText = '';

function unixNano(millis: number): string {
  const whole = Math.floor(millis);
  const nanos = Math.min(NANOS_PER_MILLI - 1, Math.round((millis - whole) * NANOS_PER_MILLI));
  // Spans of one request share them, and V8 makes such a number's text anew each time.
  if (whole !== lastMillis) {
    lastMillis = whole;
    lastMillisText = String(whole);
  }
  // The first digit stands for the zeros in front.
  return lastMillisText + String(NANOS_PER_MILLI + nanos).slice(1);
}
