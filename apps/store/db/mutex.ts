/** One turn at a time, in the order of asking. */
export interface Mutex {
  /** Whether somebody has the turn. */
  readonly busy: boolean;
  /** Waits for the turn; the result ends it, and does nothing when called again. */
  acquire(): Promise<() => void>;
}

/** Makes a mutex that nobody holds. */
export function mutex(): Mutex {
  const queue: Array<() => void> = [];
  let busy = false;

  const release = () => {
    const next = queue.shift();
    if (next) next();
    else busy = false;
  };
  const onceOnly = () => {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      release();
    };
  };

  return {
    get busy() {
      return busy;
    },
    acquire() {
      if (!busy) {
        busy = true;
        return Promise.resolve(onceOnly());
      }
      return new Promise((resolve) => queue.push(() => resolve(onceOnly())));
    },
  };
}
