import { Worker } from 'node:worker_threads';
import type { StoreOptions } from '../store/Store.js';
import { StoreError } from '../store/StoreError.js';
import type { Engine } from './Engine.js';
import type { Call, EngineMethod, Failure, Message } from './protocol.js';

/** An error that the engine answered with. `name` tells which: `BadRequest`, `UnsupportedQuery`, `ExpositionError` ... */
export class EngineError extends Error {
  constructor({ name, message }: Failure) {
    super(message);
    this.name = name;
  }
}

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The engine in a worker thread, for as long as that lives. */
export class WorkerThread {
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #dead: Error | undefined;
  /** Resolves with the reason when the thread is gone and has let the store's file go. */
  readonly ended: Promise<Error>;

  /** Starts the thread and opens the store. @throws StoreError where it cannot be opened. */
  static async open(
    options: StoreOptions,
    onTraces: (traceIds: readonly string[]) => void,
  ): Promise<WorkerThread> {
    const worker = new Worker(new URL('./main.js', import.meta.url), {
      workerData: options,
      name: 'throughline-store',
      // Flags of the program are not the thread's: `--input-type`, for one, would keep it from starting.
      execArgv: [],
    });
    const thread = new WorkerThread(worker);
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (message: Message) => {
        if (message.type === 'open') resolve();
        else if (message.type === 'failed') reject(thread.#die(new StoreError(message.error.message)));
        else if (message.type === 'traces') onTraces(message.ids);
        else thread.#receive(message);
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new StoreError('the store ended before it was open')));
    });
    return thread;
  }

  private constructor(readonly worker: Worker) {
    worker.on('error', (error) => this.#die(error));
    this.ended = new Promise((resolve) => {
      worker.once('exit', () => resolve(this.#die(new Error('its thread ended'))));
    });
  }

  get alive(): boolean {
    return this.#dead === undefined;
  }

  /** Runs a method of the engine. @throws EngineError where the engine threw; Error where the thread is gone. */
  call<Method extends EngineMethod>(
    method: Method,
    ...args: Parameters<Engine[Method]>
  ): ReturnType<Engine[Method]> {
    const result = new Promise<unknown>((resolve, reject) => {
      if (this.#dead !== undefined) return reject(this.#dead);
      const id = this.#next++;
      this.#pending.set(id, { resolve, reject });
      // A body is moved, not copied; only one that owns its whole buffer can be.
      const moved = args
        .filter((value) => value instanceof Uint8Array)
        .map(({ buffer }) => buffer as ArrayBuffer);
      this.worker.postMessage({ id, method, args } satisfies Call, moved);
    });
    return result as ReturnType<Engine[Method]>;
  }

  /** Stores what waits, closes the store, ends the thread. */
  async close(): Promise<void> {
    if (this.alive) await this.call('close').catch(() => this.worker.terminate());
    await this.ended;
  }

  #receive(message: Message & { type: 'result' | 'error' }): void {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.type === 'result') pending?.resolve(message.value);
    else pending?.reject(new EngineError(message.error));
  }

  #die(error: Error): Error {
    this.#dead ??= error;
    for (const { reject } of this.#pending.values()) reject(this.#dead);
    this.#pending.clear();
    return this.#dead;
  }
}
