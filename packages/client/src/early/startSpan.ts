import type { Attributes, AttributeValue, SpanContext, SpanStatus } from '@opentelemetry/api';
import { randomHex } from '../process/randomHex.js';
import type { SpanDraft } from '../process/SpanDraft.js';
import { wallMillis } from '../process/wallClock.js';
import { theClient } from './theClient.js';

/** What a span starts with. */
export interface StartOptions {
  /** OTLP's number, `SPAN_KIND`. @defaultValue INTERNAL */
  kind?: number;
  attributes?: Attributes;
  /** On the page's clock, 0 is the navigation. @defaultValue now */
  startsAt?: number | undefined;
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
export const startSpan: StartSpan = (name, { kind = 1, attributes, startsAt }, parent) => {
  const { settings, page } = theClient();
  const traceId = parent?.traceId ?? randomHex(16);
  const draft: SpanDraft = {
    // A parent's decision, within the own share, as `sampledState` takes it: fractions in hexadecimal, compared as text. A
    // share that is no number leaves all in, until its default is there.
    context: {
      traceId,
      spanId: randomHex(8),
      traceFlags:
        `0.${traceId.slice(-14)}` < (1 - settings.sampleRatio || 0).toString(16)
          ? 0
          : (parent?.traceFlags ?? 1) & 1,
    },
    parentSpanId: parent?.spanId,
    name,
    kind,
    startMillis: wallMillis(startsAt),
    endMillis: 0,
    attributes: { ...attributes },
    status: { code: 0 },
    page,
  };
  return spanOver(draft);
};

/** A minimal span over a record, open until that has an end. Then it goes where finished records go. */
export function spanOver(draft: SpanDraft): OwnSpan {
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
      theClient().sink.span(draft);
    },
  };
  return span;
}
