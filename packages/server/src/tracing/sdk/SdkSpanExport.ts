import { type HrTime, TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { type SpanRecord, spanFlags } from '@throughline/otlp';
import type { SpanSink } from '../SpanQueue.js';

const NANOS_DIGITS = 9;

/** Hands the SDK's ended, sampled spans to the export queue. */
export class SdkSpanExport implements SpanProcessor {
  constructor(readonly queue: SpanSink) {}

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    if (!(span.spanContext().traceFlags & TraceFlags.SAMPLED)) return;
    this.queue.add(toRecord(span), span.instrumentationScope);
  }

  async forceFlush(): Promise<void> {
    await this.queue.forceFlush();
  }

  async shutdown(): Promise<void> {
    await this.queue.shutdown();
  }
}

function toRecord(span: ReadableSpan): SpanRecord {
  const { traceId, spanId, traceState, traceFlags } = span.spanContext();
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId,
    traceState: traceState?.serialize(),
    flags: spanFlags(traceFlags, span.parentSpanContext?.isRemote),
    name: span.name,
    // The API does not define a value for "unspecified".
    kind: span.kind + 1,
    startTimeUnixNano: unixNano(span.startTime),
    endTimeUnixNano: unixNano(span.endTime),
    attributes: span.attributes,
    droppedAttributesCount: span.droppedAttributesCount,
    events: span.events.map(({ name, time, attributes = {}, droppedAttributesCount = 0 }) => ({
      name,
      timeUnixNano: unixNano(time),
      attributes,
      droppedAttributesCount,
    })),
    droppedEventsCount: span.droppedEventsCount,
    links: span.links.map(({ context, attributes = {}, droppedAttributesCount = 0 }) => ({
      traceId: context.traceId,
      spanId: context.spanId,
      traceState: context.traceState?.serialize(),
      flags: spanFlags(context.traceFlags, context.isRemote),
      attributes,
      droppedAttributesCount,
    })),
    droppedLinksCount: span.droppedLinksCount,
    statusCode: span.status.code,
    statusMessage: span.status.message,
  };
}

function unixNano([seconds, nanos]: HrTime): string {
  return `${seconds}${String(nanos).padStart(NANOS_DIGITS, '0')}`;
}
