import type { LedgerEntry } from './Ledger.js';
import type { Outcome } from './post.js';
import { warnOnce } from './warnOnce.js';

/** One request's worth of records. */
export interface Batch {
  body: string;
  /** Records in it. */
  records: number;
  /** Two halves, for a receiver that refuses the whole because of a part. Absent: the batch cannot be split. */
  split?: () => [Batch, Batch];
}

export interface DeliveryQueueOptions {
  /** What is delivered, for messages: `spans to OTLP`. */
  name: string;
  /** One try; must not reject. */
  send: (body: string, timeoutMillis: number) => Promise<Outcome>;
  ledger: Pick<LedgerEntry, 'delivered' | 'drop'>;
  /** Called when a batch has left the queue, delivered or not. */
  onSettled?: (batch: Batch) => void;
  /** Most characters that wait. @defaultValue 32 Mi */
  maxQueuedChars?: number;
  /** First wait after a failure, in milliseconds; doubles up to `maxBackoffMillis`. @defaultValue 250 */
  minBackoffMillis?: number;
  /** @defaultValue 10000 */
  maxBackoffMillis?: number;
}

const TRY_TIMEOUT_MILLIS = 5_000;
const MAX_RETRY_AFTER_MILLIS = 60_000;

/**
 * Delivers batches in order, one at a time, until the receiver has them: exponential backoff with jitter,
 * `Retry-After` honoured, a refused batch split until only what is bad is dropped. Bounded by size; a batch that
 * does not fit is refused by `offer` and is the caller's to count.
 */
export class DeliveryQueue {
  readonly #options: Required<Omit<DeliveryQueueOptions, 'onSettled'>> &
    Pick<DeliveryQueueOptions, 'onSettled'>;
  #waiting: Batch[] = [];
  #queuedChars = 0;
  #running: Promise<void> | undefined;
  #wake: (() => void) | undefined;
  /** Set while draining: no try and no wait passes it. */
  #deadline = Number.POSITIVE_INFINITY;

  constructor(options: DeliveryQueueOptions) {
    this.#options = {
      maxQueuedChars: 32 * 1024 * 1024,
      minBackoffMillis: 250,
      maxBackoffMillis: 10_000,
      ...options,
    };
  }

  get isFull(): boolean {
    return this.#queuedChars >= this.#options.maxQueuedChars;
  }

  /** Takes a batch; `false` when it does not fit. */
  offer(batch: Batch): boolean {
    if (this.#queuedChars + batch.body.length > this.#options.maxQueuedChars) return false;
    this.#waiting.push(batch);
    this.#queuedChars += batch.body.length;
    this.#start();
    return true;
  }

  /**
   * Delivers what waits now, within `timeoutMillis`. What is left then stays queued.
   * @returns the number of records still queued
   */
  async drain(timeoutMillis: number): Promise<number> {
    this.#deadline = Date.now() + timeoutMillis;
    this.#wake?.();
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, timeoutMillis);
    });
    await Promise.race([this.#running ?? Promise.resolve(), expired]);
    clearTimeout(timer);
    this.#deadline = Number.POSITIVE_INFINITY;
    return this.#waiting.reduce((sum, batch) => sum + batch.records, 0);
  }

  /** Gives up what waits and counts it. For the end of the process. */
  abandon(reason: string): void {
    for (const batch of this.#waiting.splice(0)) {
      this.#options.ledger.drop(reason, batch.records);
      this.#options.onSettled?.(batch);
    }
    this.#queuedChars = 0;
  }

  #start(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#waiting.length > 0 && Date.now() < this.#deadline) this.#start();
    });
  }

  async #run(): Promise<void> {
    let failures = 0;
    for (let batch = this.#waiting[0]; batch; batch = this.#waiting[0]) {
      const outcome = await this.#options.send(batch.body, this.#tryTimeout());
      if (this.#waiting[0] !== batch) return;
      if (outcome.kind === 'retryable') {
        failures += 1;
        this.#warn(outcome.cause);
        if (!(await this.#backOff(failures, outcome.retryAfterMillis))) return;
        continue;
      }
      failures = 0;
      this.#settle(batch, outcome);
    }
  }

  #settle(batch: Batch, outcome: Exclude<Outcome, { kind: 'retryable' }>): void {
    const { ledger, onSettled } = this.#options;
    this.#waiting.shift();
    this.#queuedChars -= batch.body.length;
    if (outcome.kind === 'success') {
      const rejected = Math.min(Math.max(0, outcome.rejected), batch.records);
      ledger.delivered += batch.records - rejected;
      ledger.drop('rejected', rejected);
      onSettled?.(batch);
      return;
    }
    const denied = outcome.status === 401 || outcome.status === 403;
    if (!denied && batch.records > 1 && batch.split) {
      const halves = batch.split();
      this.#waiting.unshift(...halves);
      for (const half of halves) this.#queuedChars += half.body.length;
      return;
    }
    this.#warn(String(outcome.status));
    ledger.drop(denied ? 'unauthorized' : 'refused', batch.records);
    onSettled?.(batch);
  }

  /** `false` when the deadline comes first. */
  async #backOff(failures: number, retryAfterMillis: number | undefined): Promise<boolean> {
    const { minBackoffMillis, maxBackoffMillis } = this.#options;
    const exponential = Math.min(maxBackoffMillis, minBackoffMillis * 2 ** Math.min(failures - 1, 16));
    const millis = Math.min(
      MAX_RETRY_AFTER_MILLIS,
      retryAfterMillis ?? exponential * (0.5 + Math.random() / 2),
    );
    if (Date.now() >= this.#deadline) return false;
    const draining = this.#deadline !== Number.POSITIVE_INFINITY;
    // While draining the receiver gets one try after another: the process is about to go.
    await this.#pause(draining ? Math.min(millis, minBackoffMillis) : millis);
    return Date.now() < this.#deadline;
  }

  #pause(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
      const timer = setTimeout(done, millis);
      // An unreachable backend must not keep a process alive that is otherwise done.
      timer.unref();
      this.#wake = done;
    });
  }

  #tryTimeout(): number {
    return Math.max(1, Math.min(TRY_TIMEOUT_MILLIS, this.#deadline - Date.now()));
  }

  #warn(cause: string): void {
    warnOnce(`${this.#options.name}/${cause}`, `cannot deliver ${this.#options.name}: ${cause}`);
  }
}
