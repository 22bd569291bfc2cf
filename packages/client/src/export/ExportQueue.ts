import type { OtlpScope } from '@throughline/otlp';
import type { EarlyQueue } from '../early/EarlyBuffer.js';
import { backoffMillis } from './backoffMillis.js';
import {
  ENVELOPE_BYTES,
  type OtlpSignal,
  type QueuedRecord,
  queuedRecord,
  requestBody,
} from './OtlpSignal.js';
import type { PostBatch, PostOutcome } from './postBatch.js';
import { countDropped, createSignalCounts, REJECTED, type SignalCounts } from './SignalCounts.js';

/** Bounds of a queue. Two batches of this size fit into what may be in flight while the page goes away. */
export const QUEUE_LIMITS = {
  maxBatchRecords: 200,
  maxBatchBytes: 28_000,
  maxRecords: 2000,
  maxBytes: 1024 * 1024,
} as const;

const NO_CONSENT = 'no_consent';
/** In the browser's own storage, with books of its own. */
const KEPT = 'kept_offline';
/** How long to wait for the answers of others when their bytes leave none. */
const NO_BUDGET_MILLIS = 500;

export interface ExportQueue {
  readonly counts: SignalCounts;
  /** Takes a record, or drops it with a count when the queue is full. What is `urgent` goes first as the page is left. */
  add(record: object, scope: OtlpScope, urgent?: boolean): void;
  /** Counts records that were sent or lost before this queue was there. */
  countEarly(early: Pick<EarlyQueue<unknown>, 'sent' | 'lost'>): void;
  /** Counts records that had no room before they got here as captured and dropped. */
  countLost(records: number, reason: string): void;
  /** Records that wait or are on their way. */
  queued(): number;
  /**
   * The page may be going away: sends a batch of what fits into the budget now, also during a back-off.
   *
   * @returns whether there was one; there may be more
   */
  sendAtExit(): boolean;
  /** Drops what waits, and what is on its way and would be tried again. */
  clear(): void;
  /** The network is back: forget the back-off. */
  retryNow(): void;
}

export interface ExportQueueOptions {
  signal: OtlpSignal;
  endpoint: string;
  post: PostBatch;
  /** Bytes that a request may have and still outlive the page. */
  exitBytes: () => number;
  /** Longest time that a record which comes now waits for company. */
  maxBatchAgeMillis: () => number;
  /** What a batch says beside its records, as attributes of its resource: the page's own books, a session token. */
  resource?: (counts: SignalCounts) => Record<string, string | number>;
  /** Keeps elsewhere what got no answer at all. Resolves to whether it is kept. */
  keep?: (signal: OtlpSignal, batch: QueuedRecord[]) => Promise<boolean> | undefined;
  /** Called when a batch got no answer at all, with the number of failures in a row. */
  onUnreachable?: (failures: number) => void;
}

/**
 * Batches by count, bytes and age, one request at a time, and keeps what the relay could not take now.
 * Bounded; every record is either delivered, queued or dropped with a reason.
 */
export function createExportQueue(options: ExportQueueOptions): ExportQueue {
  const { signal, post } = options;
  const url = options.endpoint + signal.path;
  const counts = createSignalCounts();
  let waiting: QueuedRecord[] = [];
  let waitingBytes = 0;
  let sendingRecords = 0;
  let sendingBytes = 0;
  let requests = 0;
  let failures = 0;
  let clearings = 0;
  let notBefore = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The timer runs as soon as it may. */
  let isSoon = false;

  function takeBatch(maxBytes: number): QueuedRecord[] {
    const batch: QueuedRecord[] = [];
    const scopes = new Set<string>();
    let room = maxBytes - ENVELOPE_BYTES;
    waiting = waiting.filter((record) => {
      const bytes = record.bytes + (scopes.has(record.scope) ? 0 : record.scopeBytes);
      if (batch.length === QUEUE_LIMITS.maxBatchRecords || bytes > room) return true;
      scopes.add(record.scope);
      room -= bytes;
      waitingBytes -= record.bytes;
      batch.push(record);
      return false;
    });
    return batch;
  }

  function isFull(): boolean {
    return (
      waiting.length >= QUEUE_LIMITS.maxBatchRecords ||
      waitingBytes + ENVELOPE_BYTES >= QUEUE_LIMITS.maxBatchBytes
    );
  }

  function schedule(delayMillis: number): void {
    clearTimeout(timer);
    isSoon = delayMillis === 0;
    timer = setTimeout(sendNext, Math.max(delayMillis, notBefore - Date.now()));
  }

  function scheduleRest(): void {
    if (waiting.length > 0 && requests === 0) schedule(isFull() ? 0 : options.maxBatchAgeMillis());
  }

  function sendNext(): void {
    timer = undefined;
    if (requests > 0) return;
    // What is larger could not outlive the page, if that is left meanwhile.
    const batch = takeBatch(Math.min(QUEUE_LIMITS.maxBatchBytes, options.exitBytes()));
    if (batch.length > 0) void send(batch);
    else if (waiting.length > 0) schedule(NO_BUDGET_MILLIS);
  }

  async function send(batch: QueuedRecord[]): Promise<void> {
    const bytes = batch.reduce((sum, record) => sum + record.bytes, 0);
    requests += 1;
    sendingRecords += batch.length;
    sendingBytes += bytes;
    const clearingsBefore = clearings;
    const outcome = await post(url, requestBody(signal, batch, options.resource?.(counts)));
    const withdrawn = outcome.kind === 'retryable' && clearings !== clearingsBefore;
    const unreachable = outcome.kind === 'retryable' && outcome.network;
    const kept = unreachable && !withdrawn && (await options.keep?.(signal, batch));
    requests -= 1;
    sendingRecords -= batch.length;
    sendingBytes -= bytes;
    if (withdrawn) countDropped(counts, NO_CONSENT, batch.length);
    else settle(outcome, kept ? [] : batch, kept ? 0 : bytes);
    if (kept) countDropped(counts, KEPT, batch.length);
    scheduleRest();
  }

  function settle(outcome: PostOutcome, batch: QueuedRecord[], bytes: number): void {
    if (outcome.kind === 'retryable') {
      waiting = [...batch, ...waiting];
      waitingBytes += bytes;
      failures += 1;
      notBefore = Date.now() + (outcome.afterMillis ?? backoffMillis(failures));
      if (outcome.network) options.onUnreachable?.(failures);
      return;
    }
    failures = 0;
    notBefore = 0;
    if (outcome.kind === 'refused') {
      countDropped(counts, `refused_${outcome.status}`, batch.length);
      return;
    }
    const rejected = Math.min(outcome.rejected, batch.length);
    countDropped(counts, REJECTED, rejected);
    counts.delivered += batch.length - rejected;
  }

  return {
    counts,
    add(record, scope, urgent = false) {
      counts.captured += 1;
      const entry = queuedRecord(record, scope, urgent);
      if (entry.bytes + entry.scopeBytes + ENVELOPE_BYTES > QUEUE_LIMITS.maxBatchBytes) {
        countDropped(counts, 'record_too_large', 1);
        return;
      }
      const records = waiting.length + sendingRecords;
      const bytes = waitingBytes + sendingBytes + entry.bytes;
      if (records >= QUEUE_LIMITS.maxRecords || bytes > QUEUE_LIMITS.maxBytes) {
        countDropped(counts, 'queue_full', 1);
        return;
      }
      waiting.push(entry);
      waitingBytes += entry.bytes;
      if (requests > 0) return;
      if (timer === undefined) schedule(isFull() ? 0 : options.maxBatchAgeMillis());
      else if (!isSoon && isFull()) schedule(0);
    },
    countEarly({ sent, lost }) {
      counts.captured += sent + lost;
      counts.delivered += sent;
      countDropped(counts, 'early_buffer_full', lost);
    },
    countLost(records, reason) {
      counts.captured += records;
      countDropped(counts, reason, records);
    },
    queued: () => waiting.length + sendingRecords,
    sendAtExit() {
      waiting.sort((a, b) => +b.urgent - +a.urgent);
      const batch = takeBatch(Math.min(QUEUE_LIMITS.maxBatchBytes, options.exitBytes()));
      if (batch.length > 0) void send(batch);
      return batch.length > 0;
    },
    clear() {
      clearings += 1;
      countDropped(counts, NO_CONSENT, waiting.length);
      waiting = [];
      waitingBytes = 0;
    },
    retryNow() {
      failures = 0;
      notBefore = 0;
      if (waiting.length > 0) schedule(0);
    },
  };
}
