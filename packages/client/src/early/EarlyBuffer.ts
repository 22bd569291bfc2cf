import { ATTR_CLIENT_CAPTURED, ATTR_CLIENT_LEDGER_ID } from '@throughline/semconv';
import type { LogEntry } from '../process/LogEntry.js';
import type { Sink } from '../process/Sink.js';
import type { SpanDraft } from '../process/SpanDraft.js';
import { earlyLog, earlySpan, keyValues } from './earlyRecords.js';
import { theClient } from './theClient.js';

/** Of each kind. */
const MAX_RECORDS = 400;

/** Early records of one kind. */
export interface EarlyQueue<T> {
  /** Left in beacons, of whose arrival only the relay knows. */
  sent: number;
  /** Did not fit. */
  lost: number;
  add(record: T): void;
  /** Hands over what waits, in the order it came. */
  take(): T[];
  flush(): void;
}

/** A sink for the time before the exporter is there. */
export interface EarlyBuffer extends Sink {
  readonly spans: EarlyQueue<SpanDraft>;
  readonly logs: EarlyQueue<LogEntry>;
}

/**
 * Keeps the first records, bounded, and can send them by itself: a visitor who leaves before the exporter has
 * arrived, or whose network never lets it arrive, is seen all the same.
 */
export function createEarlyBuffer(): EarlyBuffer {
  const spans = earlyQueue(
    'traces',
    'Spans',
    'spans',
    earlySpan,
    // Which trace failed is not asked: so early there is hardly more than the page's.
    ({ context }, _, all) => context.traceFlags || all.some(({ status }) => status.code === 2),
  );
  const logs = earlyQueue('logs', 'Logs', 'logRecords', earlyLog, Boolean);
  return {
    spans,
    logs,
    span: spans.add,
    log: logs.add,
    flush() {
      logs.flush();
      spans.flush();
    },
  };
}

function earlyQueue<T>(
  path: string,
  kind: string,
  list: string,
  write: (record: T) => object,
  isKept: (record: T, index: number, all: T[]) => unknown,
): EarlyQueue<T> {
  const records: T[] = [];
  const queue: EarlyQueue<T> = {
    sent: 0,
    lost: 0,
    add: (record) => (records.length < MAX_RECORDS ? records.push(record) : queue.lost++),
    take: () => records.splice(0),
    flush() {
      const kept = queue.take().filter(isKept);
      queue.sent += kept.length;
      send(kept.map(write));
    },
  };
  return queue;

  /** What comes of it is not known, for the page is going: a beacon is the shortest way, and early code is dear. */
  function send(written: object[]): void {
    const { settings, sessionId } = theClient();
    const attributes = keyValues({
      [ATTR_CLIENT_LEDGER_ID]: sessionId,
      [ATTR_CLIENT_CAPTURED]: queue.sent + queue.lost,
    });
    const half = written.length / 2;
    if (
      half &&
      !navigator.sendBeacon(
        `${settings.endpoint}/v1/${path}`,
        JSON.stringify({
          [`resource${kind}`]: [{ resource: { attributes }, [`scope${kind}`]: [{ [list]: written }] }],
        }),
      ) &&
      half > 0.5
    )
      // More than may be in flight: as much of it as goes.
      [written.slice(0, half), written.slice(half)].map(send);
  }
}
