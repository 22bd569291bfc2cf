import type { Worker, WorkerOptions } from 'node:worker_threads';
import type { DropReason } from '@throughline/semconv';
import type { LedgerEntry } from '../delivery/Ledger.js';
import { print } from '../delivery/print.js';
import { Utf8Buffer } from '../delivery/Utf8Buffer.js';
import { warnOnce } from '../delivery/warnOnce.js';
import {
  EXIT_DONE,
  EXIT_LEFT,
  type LineSource,
  type LokiReport,
  type LokiRequest,
  type LokiWorkerData,
} from './lokiMessages.js';
import { startLokiWorker } from './startLokiWorker.js';

/** Most bytes on their way to the worker. */
const MAX_TRANSIT_BYTES = 16 * 1024 * 1024;
/** Of that, what lines below `warn` may use: the rest is for what matters more. */
const MAX_MINOR_BYTES = MAX_TRANSIT_BYTES * 0.8;
const WARN = 40;
/** Lines wait this long for company before they go to the worker, in milliseconds. */
const HANDOVER_MILLIS = 50;
const HANDOVER_BYTES = 256 * 1024;
/** Longest wait at an exit that no signal announced, in milliseconds. */
const EXIT_MILLIS = 1_500;
/** Wait before a worker that ended is started again, doubled for each in a row, and when a row is over. */
const RESTART_MILLIS = 500;
const MAX_RESTART_MILLIS = 60_000;
const HEALTHY_MILLIS = 60_000;

/**
 * Hands lines to the worker that pino-loki runs in, and keeps the book of what became of them. A worker that ends is
 * started again; lines wait for it meanwhile.
 */
export class LokiStream {
  readonly #waiting: Readonly<Record<LineSource, Utf8Buffer>> = {
    server: new Utf8Buffer(),
    browser: new Utf8Buffer(),
  };
  /** Of both sources, not yet handed over. */
  #waitingLines = 0;
  readonly #exitCells = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT);
  readonly #flushes = new Map<number, () => void>();
  #worker: Worker | undefined;
  #startedAt = 0;
  #deaths = 0;
  #restart: NodeJS.Timeout | undefined;
  /** Bytes that the worker has not yet taken from its message queue. */
  #sentBytes = 0;
  #workerIsFull = false;
  #lastFlush = 0;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(
    readonly data: Omit<LokiWorkerData, 'exitCells'>,
    readonly ledger: LedgerEntry,
    /** The worker's spool, where there is one. */
    readonly spoolLedger?: LedgerEntry | undefined,
    readonly startWorker: (options: WorkerOptions) => Worker = startLokiWorker,
  ) {
    this.#start();
    process.once('exit', () => this.flushBlocking(EXIT_MILLIS));
  }

  get isFull(): boolean {
    return this.#ended || this.#workerIsFull || this.#sentBytes + this.#waitingBytes >= MAX_TRANSIT_BYTES;
  }

  /** Takes a line with its newline; `false` (and counted) when there is no room. The level is pino's number. */
  write(source: LineSource, line: string, level: number): boolean {
    this.ledger.accepted += 1;
    const max = level >= WARN ? MAX_TRANSIT_BYTES : MAX_MINOR_BYTES;
    if (this.#ended || this.#sentBytes + this.#waitingBytes >= max) {
      this.ledger.drop(this.#ended ? 'shutdown' : 'overflow', 1);
      return false;
    }
    this.#waiting[source].append(line);
    this.#waitingLines += 1;
    if (this.#waitingBytes >= HANDOVER_BYTES) this.#handOver();
    else this.#timer ??= setTimeout(() => this.#handOver(), HANDOVER_MILLIS).unref();
    return true;
  }

  /** Delivers all lines so far, within `timeoutMillis`; returns how many are left. */
  async flush(timeoutMillis: number): Promise<number> {
    if (this.#ended) return 0;
    if (!this.#worker) this.#start();
    this.#handOver();
    this.#lastFlush += 1;
    const id = this.#lastFlush;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMillis);
      this.#flushes.set(id, () => {
        clearTimeout(timer);
        resolve();
      });
      this.#send({ kind: 'flush', id, timeoutMillis });
    });
    this.#flushes.delete(id);
    return this.ledger.queued;
  }

  /**
   * Delivers what is left while this thread stands still: the worker has an event loop of its own. For the last moment
   * of the process, after which no report of the worker is read: what it could not deliver it leaves in a shared cell.
   */
  flushBlocking(timeoutMillis: number): void {
    if (this.#ended || !this.#worker || timeoutMillis <= 0 || this.ledger.queued === 0) return;
    this.#handOver();
    const cells = new Int32Array(this.#exitCells);
    this.#send({ kind: 'exit', timeoutMillis });
    if (Atomics.wait(cells, EXIT_DONE, 0, timeoutMillis) === 'timed-out') return;
    const left = Math.min(this.ledger.queued, Atomics.load(cells, EXIT_LEFT));
    this.ledger.delivered += this.ledger.queued - left;
  }

  /** Counts what is left: as kept where the spool has it, else as lost. For the end of the process. */
  abandon(reason: DropReason): void {
    this.#ended = true;
    this.#bookLost(reason, this.ledger.queued);
  }

  /** Ends the worker thread. */
  async terminate(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#restart);
    await this.#worker?.terminate();
  }

  #start(): void {
    clearTimeout(this.#restart);
    const workerData: LokiWorkerData = { ...this.data, exitCells: this.#exitCells };
    // Without the parent's flags: an inspector port or a loader is not for this thread.
    const worker = this.startWorker({ workerData, name: 'throughline-loki', execArgv: [], stderr: true });
    this.#worker = worker;
    this.#startedAt = Date.now();
    worker.unref();
    // Node would join it to this thread's stderr in a way that fails where nobody reads that.
    worker.stderr?.on('data', (text: Buffer) => print(process.stderr, text));
    worker.on('message', (report: LokiReport) => this.#onReport(report));
    let why = 'it ended';
    worker.on('error', (error) => {
      why = error.name;
    });
    worker.on('exit', () => this.#onDeath(why));
  }

  #handOver(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#worker) return;
    this.#waitingLines = 0;
    for (const source of ['server', 'browser'] as const) {
      if (this.#waiting[source].length === 0) continue;
      const lines = this.#waiting[source].takeBytes();
      this.#sentBytes += lines.length;
      // Given away, not copied.
      this.#send({ kind: 'lines', source, lines }, [lines.buffer]);
    }
  }

  get #waitingBytes(): number {
    return this.#waiting.server.length + this.#waiting.browser.length;
  }

  #send(request: LokiRequest, given: readonly ArrayBuffer[] = []): void {
    this.#worker?.postMessage(request, given);
  }

  #onReport(report: LokiReport): void {
    switch (report.kind) {
      case 'booked':
        this.#sentBytes -= report.takenBytes;
        // After the end all is booked; what the worker still delivers was counted as lost, and is one too many at most.
        if (this.#ended) return;
        this.ledger.add(report.queue);
        this.spoolLedger?.add(report.spool);
        this.#workerIsFull = report.isFull;
        return;
      case 'flushed':
        this.#flushes.get(report.id)?.();
    }
  }

  #onDeath(why: string): void {
    this.#worker = undefined;
    if (this.#ended) return;
    this.#bookLost('worker', this.ledger.queued - this.#waitingLines);
    // The next worker takes what is on disk in again.
    if (this.spoolLedger) this.spoolLedger.delivered += this.spoolLedger.queued;
    this.#sentBytes = 0;
    this.#workerIsFull = false;
    for (const done of this.#flushes.values()) done();
    this.#deaths = Date.now() - this.#startedAt > HEALTHY_MILLIS ? 1 : this.#deaths + 1;
    const waitMillis = Math.min(MAX_RESTART_MILLIS, RESTART_MILLIS * 2 ** (this.#deaths - 1));
    warnOnce('lokiWorker', `the log worker ended (${why}) and is started again`);
    this.#restart = setTimeout(() => this.#startAgain(), waitMillis).unref();
  }

  #startAgain(): void {
    try {
      this.#start();
      this.#handOver();
    } catch (error) {
      this.#onDeath(error instanceof Error ? error.name : 'unknown');
    }
  }

  #bookLost(reason: DropReason, records: number): void {
    const spooled = Math.min(records, this.spoolLedger?.queued ?? 0);
    this.ledger.drop('spooled', spooled);
    this.ledger.drop(reason, records - spooled);
  }
}
