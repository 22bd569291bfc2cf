import { detached } from './detached.js';

const CHECK_MILLIS = 10_000;
/** `Date.now()` is cut to whole milliseconds: less is no difference. */
const TOLERATED_MILLIS = 2;

/**
 * The time of day with fractions of a millisecond, from the monotonic clock: it never runs backwards within a trace, and
 * Next allows it where a page is prerendered and `Date.now()` is not. Follows the system's clock when that is set.
 */
export class UnixClock {
  #offsetMillis = performance.timeOrigin;

  constructor() {
    setInterval(() => detached(() => this.check()), CHECK_MILLIS).unref();
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#offsetMillis + performance.now();
  }

  /** From what `performance.now()` gave. */
  fromMonotonic(millis: number): number {
    return this.#offsetMillis + millis;
  }

  check(systemMillis = Date.now()): void {
    const drift = systemMillis - this.now();
    if (Math.abs(drift) > TOLERATED_MILLIS) this.#offsetMillis += drift;
  }
}

let shared: UnixClock | undefined;

/** Milliseconds since the epoch with fractions, by a clock that the process shares. */
export function unixNow(): number {
  shared ??= new UnixClock();
  return shared.now();
}
