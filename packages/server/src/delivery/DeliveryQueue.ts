import type { DropReason } from '@throughline/semconv';
import { type Batch, createBatch } from './Batch.js';
import type { LedgerEntry } from './Ledger.js';
import type { PayloadFormat } from './PayloadFormat.js';
import type { Outcome } from './post.js';
import { splitStored } from './splitStored.js';
import { type Run, WaitingRoom } from './WaitingRoom.js';
import { warnOnce } from './warnOnce.js';

export interface DeliveryQueueOptions {
  /** What is delivered, for messages: `spans to the OTLP endpoint`. */
  name: string;
  /** Where the receiver's credentials are set, for the message when it refuses them. */
  credentials?: string;
  format: PayloadFormat;
  /** One try; must not reject. */
  send: (body: string, timeoutMillis: number) => Promise<Outcome>;
  ledger: Pick<LedgerEntry, 'delivered' | 'drop'>;
  /** Called when something has left the queue, delivered or not. */
  onSettled?: () => void;
  /** Most bytes that wait in memory. @defaultValue 32 MiB */
  maxQueuedBytes?: number;
  /** What has waited longer is given up: Loki takes nothing that is an hour behind. @defaultValue 55 minutes */
  maxAgeMillis?: number;
  /** First wait after a failure, in milliseconds; doubles up to `maxBackoffMillis`. @defaultValue 250 */
  minBackoffMillis?: number;
  /** @defaultValue 10000 */
  maxBackoffMillis?: number;
  /** Wait between tries while the receiver says that we may not send at all. @defaultValue 60000 */
  deniedMillis?: number;
  /** Most bytes in one request, one batch excepted. @defaultValue 1 MiB */
  maxRequestBytes?: number;
}

const TRY_TIMEOUT_MILLIS = 5_000;
const MAX_RETRY_AFTER_MILLIS = 60_000;
const MIN_REQUEST_BYTES = 32 * 1024;
const DEFAULTS = {
  credentials: 'the endpoint and its credentials',
  onSettled: () => {},
  maxQueuedBytes: 32 * 1024 * 1024,
  maxAgeMillis: 55 * 60 * 1000,
  minBackoffMillis: 250,
  maxBackoffMillis: 10_000,
  deniedMillis: 60_000,
  maxRequestBytes: 1024 * 1024,
};
/** Something in the request is wrong: a smaller one may be right. */
const POISONED = new Set([400, 422]);
const TOO_LARGE = 413;

/**
 * Delivers batches in order, one request at a time, until the receiver has them: exponential backoff with jitter,
 * `Retry-After` honoured, a refused request split until only what is bad is dropped. Bounded by bytes and age.
 */
export class DeliveryQueue {
  readonly #options: Required<DeliveryQueueOptions>;
  readonly #room: WaitingRoom;
  #requestBytes: number;
  #running: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  /** Set while draining: no try and no wait passes it. */
  #deadline = Number.POSITIVE_INFINITY;
  /** Rises with `abandon`: what is on its way then is settled already. */
  #generation = 0;

  constructor(options: DeliveryQueueOptions) {
    this.#options = { ...DEFAULTS, ...options };
    this.#room = new WaitingRoom(this.#options.maxQueuedBytes);
    this.#requestBytes = this.#options.maxRequestBytes;
  }

  get isFull(): boolean {
    return this.#room.isFull;
  }

  /** Takes a batch; what does not fit is dropped and counted, the lowest level first. `false`: it was this batch. */
  offer(batch: Batch): boolean {
    const evicted = this.#room.add(batch);
    for (const gone of evicted) this.#drop('overflow', gone);
    this.#start();
    return !evicted.includes(batch);
  }

  /**
   * Delivers what waits now, within `timeoutMillis`. What is left then stays queued.
   * @returns the number of records still queued
   */
  async drain(timeoutMillis: number): Promise<number> {
    this.#deadline = Date.now() + timeoutMillis;
    this.#start();
    this.#wake?.();
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMillis);
    });
    await Promise.race([this.#running ?? Promise.resolve(), expired]);
    clearTimeout(timer);
    this.#deadline = Number.POSITIVE_INFINITY;
    this.#start();
    return this.#room.records;
  }

  /** Gives up what waits and counts it: as `spooled` where the disk has it. For the end of the process. */
  abandon(reason: DropReason): void {
    this.#generation += 1;
    for (const batch of this.#room.clear()) {
      if (batch.stored) this.#options.ledger.drop('spooled', batch.records);
      else this.#drop(reason, batch);
    }
    this.#wake?.();
  }

  #start(): void {
    if (this.#running || this.#room.isEmpty) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      if (this.#deadline === Number.POSITIVE_INFINITY) this.#start();
    });
  }

  async #run(): Promise<void> {
    let failures = 0;
    for (;;) {
      this.#expire();
      const run = this.#room.take(this.#requestBytes, (batch) => this.#drop('corrupt', batch));
      if (!run) return;
      const generation = this.#generation;
      const outcome = await this.#options.send(this.#options.format.wrap(run.payload), this.#tryTimeout());
      if (generation !== this.#generation) return;
      const waitMillis = this.#settle(run, outcome, failures + 1);
      failures = waitMillis === undefined ? 0 : failures + 1;
      if (waitMillis !== undefined && !(await this.#pause(waitMillis))) return;
    }
  }

  /** Books the outcome of a try. Returns how long to wait for the next one, or `undefined` for not at all. */
  #settle(run: Run, outcome: Outcome, failures: number): number | undefined {
    const { ledger, maxRequestBytes, deniedMillis, onSettled } = this.#options;
    const records = run.batches.reduce((sum, batch) => sum + batch.records, 0);
    if (outcome.kind === 'success') {
      const rejected = Math.min(Math.max(0, Math.trunc(outcome.rejected)), records);
      this.#room.replaceTaken();
      this.#requestBytes = Math.min(maxRequestBytes, this.#requestBytes * 2);
      ledger.delivered += records - rejected;
      ledger.drop('rejected', rejected);
      for (const batch of run.batches) batch.stored?.settle();
      onSettled();
      return undefined;
    }
    if (outcome.kind === 'retryable') {
      this.#room.putBack();
      // A receiver that is too slow for this much, or rations, may take less.
      if (outcome.cause === 'timeout' || outcome.cause === '429') this.#shrinkRequests();
      this.#warn(outcome.cause, outcome.cause);
      return this.#backoffMillis(failures, outcome.retryAfterMillis);
    }
    const { status } = outcome;
    if (status === TOO_LARGE) this.#shrinkRequests();
    if (status === TOO_LARGE || POISONED.has(status)) {
      this.#divide(run, records, status === TOO_LARGE ? 'too_large' : 'refused');
      return undefined;
    }
    // 401, 403, 404, a redirect: no record is at fault and none is given up for it, and trying hot is useless.
    this.#room.putBack();
    this.#warn(String(status), `it answers ${status}: check ${this.#options.credentials}`);
    return deniedMillis;
  }

  /** Puts the halves of a refused request in its place; a single record is dropped. */
  #divide({ batches, payload }: Run, records: number, reason: DropReason): void {
    const level = Math.max(...batches.map((batch) => batch.level));
    const since = Math.min(...batches.map((batch) => batch.since));
    if (records <= 1) {
      this.#room.replaceTaken();
      for (const batch of batches) this.#drop(reason, batch);
      this.#warn(reason, `a record was ${reason === 'refused' ? 'refused' : 'too large'}`);
      return;
    }
    const halves = this.#options.format.halve(payload);
    const stored = splitStored(batches, halves.length);
    this.#room.replaceTaken(
      halves.map((half, index) => ({
        ...createBatch(half.payload, half.records, level, since),
        stored: stored?.[index],
        alone: true,
      })),
    );
  }

  #expire(): void {
    for (const batch of this.#room.removeOlderThan(Date.now() - this.#options.maxAgeMillis)) {
      this.#drop('expired', batch);
    }
  }

  #drop(reason: DropReason, batch: Batch): void {
    this.#options.ledger.drop(reason, batch.records);
    batch.stored?.settle();
    this.#options.onSettled();
  }

  #shrinkRequests(): void {
    this.#requestBytes = Math.max(MIN_REQUEST_BYTES, this.#requestBytes / 2);
  }

  #backoffMillis(failures: number, retryAfterMillis: number | undefined): number {
    const { minBackoffMillis, maxBackoffMillis } = this.#options;
    const exponential = Math.min(maxBackoffMillis, minBackoffMillis * 2 ** Math.min(failures - 1, 16));
    return Math.min(MAX_RETRY_AFTER_MILLIS, retryAfterMillis ?? exponential * (0.5 + Math.random() / 2));
  }

  /** `false` when the deadline comes first. */
  async #pause(millis: number): Promise<boolean> {
    if (Date.now() >= this.#deadline) return false;
    const draining = this.#deadline !== Number.POSITIVE_INFINITY;
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      // While draining the receiver gets one try after another: the process is about to go.
      const timer = setTimeout(done, draining ? Math.min(millis, this.#options.minBackoffMillis) : millis);
      // An unreachable backend must not keep a process alive that is otherwise done.
      timer.unref();
      this.#wake = done;
    });
    return Date.now() < this.#deadline;
  }

  #tryTimeout(): number {
    return Math.max(1, Math.min(TRY_TIMEOUT_MILLIS, this.#deadline - Date.now()));
  }

  #warn(key: string, cause: string): void {
    warnOnce(`${this.#options.name}/${key}`, `cannot deliver ${this.#options.name}: ${cause}`);
  }
}
