import type { Attributes, Span, TimeInput } from '@opentelemetry/api';
import { MAX_ATTRIBUTES } from '@throughline/semconv';
import type { SpanDraft } from '../process/SpanDraft.js';
import { wallMillis } from '../process/wallClock.js';
import type { OwnSpan, PageSpan } from './startSpan.js';

const MAX_EVENTS = 32;

/** A span as the app gets it: OpenTelemetry's whole interface. One of the SDK's has it already. */
export function completeSpan(span: PageSpan): Span {
  return 'draft' in span ? withRest(span as OwnSpan) : (span as Span);
}

/** OpenTelemetry's `Span` over a record: what `startSpan` leaves out to be small. */
function withRest(own: OwnSpan): Span {
  const { draft } = own;
  const isRecording = () => !draft.endMillis;
  const span: Span = {
    ...(own as OwnSpan & Pick<Span, 'setAttribute' | 'setStatus'>),
    isRecording,
    setAttribute(key, value) {
      if (key in draft.attributes || Object.keys(draft.attributes).length < MAX_ATTRIBUTES)
        own.setAttribute(key, value);
      else drop('attributes');
      return span;
    },
    setStatus(status) {
      own.setStatus(status);
      return span;
    },
    setAttributes(given) {
      for (const key in given) span.setAttribute(key, given[key] ?? '');
      return span;
    },
    addEvent(name: string, second?: Attributes | TimeInput, time?: TimeInput) {
      const timed = typeof second === 'number' || second instanceof Date || Array.isArray(second);
      keep('events', {
        name,
        timeMillis: wallMillis(pageClock(timed ? second : time)),
        attributes: timed ? {} : { ...second },
      });
      return span;
    },
    addLink(link) {
      keep('links', link);
      return span;
    },
    addLinks(given) {
      given.map(span.addLink);
      return span;
    },
    recordException(value, time) {
      keep('events', {
        name: 'exception',
        timeMillis: wallMillis(pageClock(time)),
        attributes: {},
        thrown: { value },
      });
    },
    end(time) {
      own.end(pageClock(time));
    },
    updateName(name) {
      if (isRecording()) draft.name = name;
      return span;
    },
  };
  return span;

  function keep<K extends 'events' | 'links'>(kind: K, entry: NonNullable<SpanDraft[K]>[number]): void {
    if (!isRecording()) return;
    draft[kind] ??= [];
    const list: (typeof entry)[] = draft[kind];
    if (list.length < MAX_EVENTS) list.push(entry);
    else drop(kind);
  }

  function drop(kind: keyof NonNullable<SpanDraft['dropped']>): void {
    draft.dropped ??= { attributes: 0, events: 0, links: 0 };
    draft.dropped[kind]++;
  }
}

/** On the page's clock. OpenTelemetry's rule: a number below the page's origin is that already. */
function pageClock(time: TimeInput | undefined): number | undefined {
  if (time === undefined) return undefined;
  const millis = Array.isArray(time) ? time[0] * 1e3 + time[1] / 1e6 : +time;
  return millis < performance.timeOrigin ? millis : millis - wallMillis(0);
}
