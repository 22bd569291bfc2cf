import { setTimeout as delay } from 'node:timers/promises';
import type { StoreOptions } from '../store/Store.js';
import type { Engine } from './Engine.js';
import type { EngineMethod } from './protocol.js';
import { WorkerThread } from './WorkerThread.js';

/** Before each try to start the thread again, in milliseconds. */
const RESTART_MILLIS = [0, 250, 500, 1000, 2000];
/** A thread that lived this long, in milliseconds, did not end because of what the last one ended of. */
const GOOD_LIFE_MILLIS = 60_000;

/**
 * The engine in its worker thread. A thread that ends by itself, after a fault or for want of memory, is started again, a
 * few times: what is on disk is there again, what was in memory is lost.
 */
export class WorkerClient {
  readonly #listeners = new Set<(traceIds: readonly string[]) => void>();
  readonly #closing = new AbortController();
  readonly #options: StoreOptions;
  readonly #notice: (text: string) => void;
  /** Rejects once nothing is tried any more. */
  #thread: Promise<WorkerThread>;
  #running: WorkerThread | undefined;
  #triesLeft = RESTART_MILLIS.length;

  /**
   * Starts the thread and opens the store.
   *
   * @param notice - Is told when the thread ended, and what becomes of it.
   * @throws StoreError where it cannot be opened.
   */
  static async open(options: StoreOptions, notice: (text: string) => void): Promise<WorkerClient> {
    const client = new WorkerClient(options, notice);
    await client.#thread;
    return client;
  }

  private constructor(options: StoreOptions, notice: (text: string) => void) {
    this.#options = options;
    this.#notice = notice;
    this.#thread = this.#start();
  }

  /** Whether a thread runs now. */
  get alive(): boolean {
    return this.#running?.alive === true;
  }

  /**
   * Runs a method of the engine, once there is one again.
   *
   * @throws EngineError where the engine threw; Error where the thread ended meanwhile, or is gone for good.
   */
  call<Method extends EngineMethod>(
    method: Method,
    ...args: Parameters<Engine[Method]>
  ): ReturnType<Engine[Method]> {
    const result: Promise<unknown> = this.#running
      ? this.#running.call(method, ...args)
      : this.#thread.then((thread): Promise<unknown> => thread.call(method, ...args));
    return result as ReturnType<Engine[Method]>;
  }

  /** Calls `listener` with ids of traces that a commit touched. Returns the function that ends it. */
  onTraces(listener: (traceIds: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stores what waits, closes the store, ends the thread. */
  async close(): Promise<void> {
    this.#closing.abort();
    const thread = await this.#thread.catch(() => undefined);
    await thread?.close();
  }

  async #start(): Promise<WorkerThread> {
    const thread = await WorkerThread.open(this.#options, (ids) => {
      for (const listener of this.#listeners) listener(ids);
    });
    this.#running = thread;
    const startedAt = performance.now();
    void thread.ended.then((why) => {
      this.#running = undefined;
      if (this.#closing.signal.aborted) return;
      if (performance.now() - startedAt >= GOOD_LIFE_MILLIS) this.#triesLeft = RESTART_MILLIS.length;
      this.#thread = this.#restart(why);
      // Who calls is told; with nobody to call it is no failure of the process.
      this.#thread.catch(() => undefined);
    });
    return thread;
  }

  async #restart(why: Error): Promise<WorkerThread> {
    let last = why;
    if (this.#triesLeft > 0) {
      const lost = this.#options.dataDir === undefined ? ' What it held in memory is lost.' : '';
      this.#notice(`The store ended (${why.message}) and is started again.${lost}`);
    }
    while (this.#triesLeft > 0) {
      const pause = RESTART_MILLIS.at(-this.#triesLeft--);
      await delay(pause, undefined, { signal: this.#closing.signal });
      try {
        return await this.#start();
      } catch (error) {
        last = error instanceof Error ? error : new Error(String(error));
      }
    }
    this.#notice(`The store could not be kept running (${last.message}): nothing is stored until a restart.`);
    throw new Error('the store is gone', { cause: last });
  }
}
