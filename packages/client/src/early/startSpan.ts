import type { Attributes, Span, SpanContext, TimeInput } from '@opentelemetry/api';
import { MAX_ATTRIBUTES } from '@throughline/semconv';
import { isTraceSampled } from '../process/isTraceSampled.js';
import type { PageView } from '../process/pageViews.js';
import { randomHex } from '../process/randomHex.js';
import type { SpanDraft } from '../process/SpanDraft.js';
import { wallMillis } from '../process/wallClock.js';

const MAX_EVENTS = 32;

/** What a span starts with. */
export interface StartOptions {
  /** OTLP's number, `SPAN_KIND`. @defaultValue INTERNAL */
  kind?: number;
  attributes?: Attributes;
  /** On the page's clock, 0 is the navigation. @defaultValue now */
  startTime?: number;
}

/** Starts a span of ours: a child of `parent`, or the root of a new trace. */
export type StartSpan = (name: string, options: StartOptions, parent: SpanContext | undefined) => Span;

/** What the spans of a page share. */
export interface SpanSource {
  sampleRatio(): number;
  page(): PageView;
  onEnd(draft: SpanDraft): void;
}

/**
 * Makes the span that the synchronous part can afford: OpenTelemetry's `Span` interface over a plain record,
 * usable before its SDK has arrived and as a parent for the SDK's spans after it has.
 */
export function createStartSpan({ sampleRatio, page, onEnd }: SpanSource): StartSpan {
  return (name, { kind = 1, attributes, startTime }, parent) => {
    const traceId = parent?.traceId ?? randomHex(16);
    const traceFlags = parent ? parent.traceFlags & 1 : +isTraceSampled(traceId, sampleRatio());
    const draft: SpanDraft = {
      context: { traceId, spanId: randomHex(8), traceFlags },
      parentSpanId: parent?.spanId,
      name,
      kind,
      startMillis: wallMillis(startTime),
      endMillis: 0,
      attributes: { ...attributes },
      events: [],
      links: [],
      status: { code: 0 },
      page: page(),
      dropped: { attributes: 0, events: 0, links: 0 },
    };
    return spanOver(draft, true, onEnd);
  };
}

/** OpenTelemetry's `Span` over a record. One that is not open records nothing. */
export function spanOver(draft: SpanDraft, open: boolean, onEnd?: (draft: SpanDraft) => void): Span {
  let attributeCount = 0;
  const { attributes, events, links, dropped } = draft;
  const span: Span = {
    spanContext: () => draft.context,
    isRecording: () => open,
    setAttribute(key, value) {
      if (!open) return span;
      if (key in attributes || attributeCount++ < MAX_ATTRIBUTES) attributes[key] = value;
      else dropped.attributes++;
      return span;
    },
    setAttributes(given) {
      for (const key in given) span.setAttribute(key, given[key] ?? '');
      return span;
    },
    addEvent(name: string, second?: Attributes | TimeInput, time?: TimeInput) {
      const timed = typeof second === 'number' || second instanceof Date || Array.isArray(second);
      keep(events, 'events', {
        name,
        timeMillis: toMillis(timed ? second : time),
        attributes: timed ? {} : { ...second },
      });
      return span;
    },
    recordException(value, time) {
      keep(events, 'events', {
        name: 'exception',
        timeMillis: toMillis(time),
        attributes: {},
        thrown: { value },
      });
    },
    addLink(link) {
      keep(links, 'links', link);
      return span;
    },
    addLinks(given) {
      given.map(span.addLink);
      return span;
    },
    setStatus(status) {
      if (open) draft.status = status;
      return span;
    },
    updateName(name) {
      if (open) draft.name = name;
      return span;
    },
    end(time) {
      if (!open) return;
      open = false;
      draft.endMillis = toMillis(time);
      // Failed spans are kept whatever the share that is sampled.
      if (draft.context.traceFlags || draft.status.code === 2) onEnd?.(draft);
    },
  };
  return span;

  function keep<T>(list: T[], kind: 'events' | 'links', entry: T): void {
    if (!open) return;
    if (list.length < MAX_EVENTS) list.push(entry);
    else dropped[kind]++;
  }
}

/** OpenTelemetry's rule: a number below the page's origin is on the page's clock. */
function toMillis(time: TimeInput | undefined): number {
  if (Array.isArray(time)) return time[0] * 1e3 + time[1] / 1e6;
  return time !== undefined && +time >= performance.timeOrigin
    ? +time
    : wallMillis(time as number | undefined);
}
