import type { Attributes, AttributeValue, SpanContext, SpanStatus } from '@opentelemetry/api';
import { theClient } from '../Client.js';
import { randomHex } from '../process/randomHex.js';
import type { SpanDraft } from '../process/SpanDraft.js';
import { wallMillis } from '../process/wallClock.js';

/** What a span starts with. */
export interface StartOptions {
  /** OTLP's number, `SPAN_KIND`. @defaultValue INTERNAL */
  kind?: number;
  attributes?: Attributes;
  /** On the page's clock, 0 is the navigation. @defaultValue now */
  startTime?: number | undefined;
}

/** What this package itself does with a span: OpenTelemetry's `Span` has it all. */
export interface PageSpan {
  spanContext(): SpanContext;
  setAttribute(key: string, value: AttributeValue): PageSpan;
  setStatus(status: SpanStatus): PageSpan;
  /** @param time on the page's clock. @defaultValue now */
  end(time?: number): void;
}

/** A span over a record that is at hand. */
export interface OwnSpan extends PageSpan {
  readonly draft: SpanDraft;
}

/** Starts a span: a child of `parent`, or the root of a new trace. */
export type StartSpan = (name: string, options: StartOptions, parent: SpanContext | undefined) => PageSpan;

/**
 * Makes the spans that the synchronous part can afford: a few methods over a plain record, usable before
 * OpenTelemetry's SDK has arrived. `completeSpan` adds the rest where the app gets one.
 */
export const startSpan: StartSpan = (name, { kind = 1, attributes, startTime }, parent) => {
  const { options, page } = theClient();
  const traceId = parent?.traceId ?? randomHex(16);
  const draft: SpanDraft = {
    // A parent's decision, within the own share: `sampledState` in the fewest bytes. Of ids within a rounding of the
    // threshold, which nobody will ever see, the two may think differently.
    context: {
      traceId,
      spanId: randomHex(8),
      traceFlags:
        parseInt(traceId.slice(-14), 16) < (1 - options.sampleRatio) * 2 ** 56
          ? 0
          : (parent?.traceFlags ?? 1) & 1,
    },
    parentSpanId: parent?.spanId,
    name,
    kind,
    startMillis: wallMillis(startTime),
    endMillis: 0,
    attributes: { ...attributes },
    status: { code: 0 },
    page,
  };
  return spanOver(draft, (ended) => theClient().sink.span(ended));
};

/** A minimal span over a record, open until that has an end. */
export function spanOver(draft: SpanDraft, onEnd?: (draft: SpanDraft) => void): OwnSpan {
  const span: OwnSpan = {
    draft,
    spanContext: () => draft.context,
    setAttribute(key, value) {
      if (!draft.endMillis) draft.attributes[key] = value;
      return span;
    },
    setStatus(status) {
      if (!draft.endMillis) draft.status = status;
      return span;
    },
    end(time) {
      if (draft.endMillis) return;
      draft.endMillis = wallMillis(time);
      onEnd?.(draft);
    },
  };
  return span;
}
