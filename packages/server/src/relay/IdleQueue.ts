interface Waiting {
  /** When it runs at the latest, by the monotonic clock. */
  readonly due: number;
  readonly task: () => void;
}

/**
 * Runs tasks while nothing else is being served, or when they have waited for long enough: what nobody waits for gives
 * way to what somebody waits for. In the order in which they came; those that have not waited for long enough one a turn
 * of the event loop, so that what arrives in between comes first.
 */
export class IdleQueue {
  /** Of what tasks give way to. */
  #served = 0;
  readonly #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #turn: NodeJS.Immediate | undefined;

  /** @param maxWaitMillis longest wait of a task, in milliseconds */
  constructor(readonly maxWaitMillis: number) {}

  /** Tasks that have not run yet. */
  get size(): number {
    return this.#waiting.length;
  }

  /** Something is being served from now on. */
  begun(): void {
    this.#served += 1;
  }

  /** It is through. */
  over(): void {
    this.#served -= 1;
    if (this.#served === 0 && this.#waiting.length > 0) this.#continue();
  }

  run(task: () => void): void {
    if (this.#served === 0 && this.#waiting.length === 0) {
      task();
      return;
    }
    this.#waiting.push({ due: performance.now() + this.maxWaitMillis, task });
    this.#timer ??= setTimeout(() => this.#runDue(), this.maxWaitMillis);
  }

  #continue(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      if (this.#served > 0) return;
      this.#runFirst();
      if (this.#waiting.length > 0) this.#continue();
    });
  }

  #runDue(): void {
    this.#timer = undefined;
    const now = performance.now();
    while (this.#waiting[0] && this.#waiting[0].due <= now) this.#runFirst();
    const [next] = this.#waiting;
    if (next) this.#timer = setTimeout(() => this.#runDue(), Math.max(1, next.due - now));
  }

  /** By itself: what one throws does not keep the others waiting. */
  #runFirst(): void {
    const first = this.#waiting.shift();
    if (first) queueMicrotask(first.task);
  }
}
