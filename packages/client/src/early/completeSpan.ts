import type { Attributes, Span, TimeInput } from '@opentelemetry/api';
import type { SpanDraft } from '../process/SpanDraft.js';
import { MAX_EVENTS, type OwnSpan, type PageSpan, toMillis } from './startSpan.js';

/** A span as the app gets it: OpenTelemetry's whole interface. One of the SDK's has it already. */
export function completeSpan(span: PageSpan): Span {
  return 'draft' in span ? withRest(span as OwnSpan) : (span as Span);
}

/** OpenTelemetry's `Span` over a record: what `startSpan` leaves out to be small. */
function withRest(own: OwnSpan): Span {
  const { draft } = own;
  const span: Span = {
    ...(own as OwnSpan & Pick<Span, 'setAttribute' | 'setStatus'>),
    setAttribute(key, value) {
      own.setAttribute(key, value);
      return span;
    },
    setStatus(status) {
      own.setStatus(status);
      return span;
    },
    setAttributes(given) {
      for (const key in given) own.setAttribute(key, given[key] ?? '');
      return span;
    },
    addEvent(name: string, second?: Attributes | TimeInput, time?: TimeInput) {
      const timed = typeof second === 'number' || second instanceof Date || Array.isArray(second);
      keep('events', {
        name,
        timeMillis: toMillis(timed ? second : time),
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
    updateName(name) {
      if (own.isRecording()) draft.name = name;
      return span;
    },
  };
  return span;

  function keep<K extends 'events' | 'links'>(kind: K, entry: SpanDraft[K][number]): void {
    if (!own.isRecording()) return;
    const list: SpanDraft[K][number][] = draft[kind];
    if (list.length < MAX_EVENTS) list.push(entry);
    else draft.dropped[kind]++;
  }
}
