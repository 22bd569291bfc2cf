/**
 * What runs on the store's connections. DuckDB's binding must not close a connection under a query: the query's thread
 * then waits for a lock that it holds itself, or the process is aborted.
 */
export class InFlight {
  readonly #running = new Set<Promise<void>>();
  #closed = false;

  /** Runs the task. Rejects with its error, or, once closing has begun, without running it. */
  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('the store is closed');
    const result = task();
    const settled: Promise<void> = result
      .then(
        () => undefined,
        () => undefined,
      )
      .finally(() => this.#running.delete(settled));
    this.#running.add(settled);
    return result;
  }

  /** Takes no more tasks. Resolves when none runs. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#running);
  }
}
