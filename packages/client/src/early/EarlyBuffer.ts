import { EXIT_MAX_BODY_BYTES } from '@throughline/semconv';
import type { Client } from '../Client.js';
import type { LogEntry } from '../process/LogEntry.js';
import type { Sink } from '../process/Sink.js';
import type { SpanDraft } from '../process/SpanDraft.js';
import { earlyLog, earlySpan } from './earlyRecords.js';

/** Of both kinds together. */
const MAX_RECORDS = 400;

/** A sink for the time before the exporter is there. */
export interface EarlyBuffer extends Sink {
  /** Hands everything over, in the order it came, and tells how many records did not fit. */
  drain(into: Sink): { spans: number; logs: number };
}

/**
 * Keeps the first records, bounded, and can send them by itself: a visitor who leaves before the exporter has
 * arrived, or whose network never lets it arrive, is seen all the same.
 */
export function createEarlyBuffer(client: () => Client): EarlyBuffer {
  let records: (SpanDraft | LogEntry)[] = [];
  const lost = { spans: 0, logs: 0 };
  const take = () => {
    const taken = records;
    records = [];
    return taken;
  };

  /** Sends what fits into half of what may be in flight; what comes of it is not known: the page is going. */
  function send(path: string, kind: string, list: string, written: (object | undefined)[]): void {
    let room = EXIT_MAX_BODY_BYTES / 2;
    const fits = written.filter((record) => {
      // A character is at most three bytes.
      if (record) room -= JSON.stringify(record).length * 3;
      return record && room > 0;
    });
    if (!fits[0]) return;
    // A page that goes away cannot wait for an answer, and early code is dear: a beacon is the shortest way.
    navigator.sendBeacon(
      `${client().options.endpoint}/v1/${path}`,
      JSON.stringify({ [`resource${kind}`]: [{ [`scope${kind}`]: [{ [list]: fits }] }] }),
    );
  }

  return {
    span: (draft) => void (records.length < MAX_RECORDS ? records.push(draft) : lost.spans++),
    log: (entry) => void (records.length < MAX_RECORDS ? records.push(entry) : lost.logs++),
    flush() {
      const { sessionId } = client();
      const taken = take();
      send(
        'logs',
        'Logs',
        'logRecords',
        taken.map((record) => ('level' in record ? earlyLog(record, sessionId) : undefined)),
      );
      send(
        'traces',
        'Spans',
        'spans',
        taken.map((record) => ('level' in record ? undefined : earlySpan(record, sessionId))),
      );
    },
    clear: take,
    drain(into) {
      for (const record of take()) 'level' in record ? into.log(record) : into.span(record);
      return lost;
    },
  };
}
