import type { Worker, WorkerOptions } from 'node:worker_threads';
import type { LedgerEntry } from '../delivery/Ledger.js';
import { warnOnce } from '../delivery/warnOnce.js';
import type { LineSource, LokiReport, LokiRequest, LokiWorkerData } from './lokiMessages.js';
import { startLokiWorker } from './startLokiWorker.js';

/** Most characters on their way to the worker. */
const MAX_TRANSIT_CHARS = 16 * 1024 * 1024;
/** Most lines not yet delivered. */
const MAX_QUEUED_LINES = 100_000;
/** Lines wait this long for company before they go to the worker, in milliseconds. */
const HANDOVER_MILLIS = 20;
const HANDOVER_CHARS = 64 * 1024;
/** Longest wait at an exit that no signal announced, in milliseconds. */
const EXIT_MILLIS = 1_500;

/** Hands lines to the worker that pino-loki runs in, and keeps the book of what became of them. */
export class LokiStream {
  readonly #buffers: Record<LineSource, string> = { server: '', browser: '' };
  readonly #exitFlag = new SharedArrayBuffer(4);
  readonly #flushes = new Map<number, () => void>();
  readonly #worker: Worker;
  #transitChars = 0;
  #lastFlush = 0;
  #timer: NodeJS.Timeout | undefined;
  #alive = true;

  constructor(
    data: Omit<LokiWorkerData, 'exitFlag'>,
    readonly ledger: LedgerEntry,
    startWorker: (options: WorkerOptions) => Worker = startLokiWorker,
  ) {
    const workerData: LokiWorkerData = { ...data, exitFlag: this.#exitFlag };
    // Without the parent's flags: an inspector port or a loader is not for this thread.
    this.#worker = startWorker({ workerData, name: 'throughline-loki', execArgv: [] });
    this.#worker.unref();
    this.#worker.on('message', (report: LokiReport) => this.#onReport(report));
    this.#worker.on('error', (error) => this.#onDeath(error.message));
    this.#worker.on('exit', (code) => this.#onDeath(`it ended with ${code}`));
    process.once('exit', () => this.#flushBlocking());
  }

  get isFull(): boolean {
    return !this.#alive || this.#transitChars >= MAX_TRANSIT_CHARS || this.ledger.queued >= MAX_QUEUED_LINES;
  }

  /** Takes a line with its newline; `false` (and counted) when there is no room. */
  write(source: LineSource, line: string): boolean {
    this.ledger.accepted += 1;
    if (this.isFull) {
      this.ledger.drop(this.#alive ? 'overflow' : 'worker', 1);
      return false;
    }
    this.#transitChars += line.length;
    this.#buffers[source] += line;
    if (this.#buffers[source].length >= HANDOVER_CHARS) this.#handOver();
    else this.#timer ??= setTimeout(() => this.#handOver(), HANDOVER_MILLIS).unref();
    return true;
  }

  /** Delivers all lines so far, within `timeoutMillis`; returns how many are left. */
  async flush(timeoutMillis: number): Promise<number> {
    if (!this.#alive) return 0;
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

  /** Counts what is left as lost. For the end of the process. */
  abandon(reason: string): void {
    this.ledger.drop(reason, this.ledger.queued);
    this.#alive = false;
  }

  /** Ends the worker thread. */
  async terminate(): Promise<void> {
    this.#alive = false;
    await this.#worker.terminate();
  }

  /** For `process.exit` out of the blue: the worker has an event loop of its own and goes on while this one stands. */
  #flushBlocking(): void {
    if (!this.#alive || this.ledger.queued === 0) return;
    this.#handOver();
    this.#send({ kind: 'exit', timeoutMillis: EXIT_MILLIS });
    Atomics.wait(new Int32Array(this.#exitFlag), 0, 0, EXIT_MILLIS);
  }

  #handOver(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const source of ['server', 'browser'] as const) {
      const lines = this.#buffers[source];
      if (lines === '') continue;
      this.#buffers[source] = '';
      this.#send({ kind: 'lines', source, lines });
    }
  }

  #send(request: LokiRequest): void {
    this.#worker.postMessage(request);
  }

  #onReport(report: LokiReport): void {
    switch (report.kind) {
      case 'received':
        this.#transitChars -= report.chars;
        return;
      case 'settled':
        this.ledger.delivered += report.delivered;
        for (const [reason, count] of Object.entries(report.dropped)) this.ledger.drop(reason, count);
        return;
      case 'flushed':
        this.#flushes.get(report.id)?.();
    }
  }

  #onDeath(why: string): void {
    if (!this.#alive) return;
    this.abandon('worker');
    warnOnce('lokiWorker', `the log worker is gone, log lines go to stdout only: ${why}`);
    for (const done of this.#flushes.values()) done();
  }
}
