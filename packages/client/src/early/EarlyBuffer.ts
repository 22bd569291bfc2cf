import { EXIT_MAX_BODY_BYTES } from '@throughline/semconv';
import type { Client } from '../Client.js';
import type { LogEntry } from '../process/LogEntry.js';
import type { Sink } from '../process/Sink.js';
import type { SpanDraft } from '../process/SpanDraft.js';
import { earlyLog, earlySpan } from './earlyRecords.js';

/** Of each kind. */
const MAX_RECORDS = 400;

/** A sink for the time before the exporter is there. */
export interface EarlyBuffer extends Sink {
  /** Hands everything over and tells how many records did not fit. */
  drain(into: Sink): { spans: number; logs: number };
}

/**
 * Keeps the first records, bounded, and can send them by itself: a visitor who leaves before the exporter has
 * arrived, or whose network never lets it arrive, is seen all the same.
 */
export function createEarlyBuffer(client: () => Client): EarlyBuffer {
  let spans: SpanDraft[] = [];
  let logs: LogEntry[] = [];
  const lost = { spans: 0, logs: 0 };
  const clear = () => {
    spans = [];
    logs = [];
  };

  /** Sends what fits into half of what may be in flight; what comes of it is not known: the page is going. */
  function send(path: string, kind: string, list: string, written: object[]): void {
    let room = EXIT_MAX_BODY_BYTES / 2;
    const fits = written.filter((record) => {
      // A character is at most three bytes.
      room -= JSON.stringify(record).length * 3;
      return room > 0;
    });
    if (!fits[0]) return;
    // A page that goes away cannot wait for an answer, and early code is dear: a beacon is the shortest way.
    navigator.sendBeacon(
      `${client().options.endpoint}/v1/${path}`,
      JSON.stringify({ [`resource${kind}`]: [{ [`scope${kind}`]: [{ [list]: fits }] }] }),
    );
  }

  return {
    span: (draft) => void (spans.length < MAX_RECORDS ? spans.push(draft) : lost.spans++),
    log: (entry) => void (logs.length < MAX_RECORDS ? logs.push(entry) : lost.logs++),
    flush() {
      const { sessionId } = client();
      send(
        'logs',
        'Logs',
        'logRecords',
        logs.map((entry) => earlyLog(entry, sessionId)),
      );
      send(
        'traces',
        'Spans',
        'spans',
        spans.map((draft) => earlySpan(draft, sessionId)),
      );
      clear();
    },
    clear,
    drain(into) {
      for (const draft of spans) into.span(draft);
      for (const entry of logs) into.log(entry);
      clear();
      return lost;
    },
  };
}
