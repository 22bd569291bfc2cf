/** Lets through a burst, then a rate. Bounded by two numbers, no timer. */
export class TokenBucket {
  #tokens: number;
  #lastMillis: number;

  /**
   * @param perSecond tokens that come back a second; `Infinity` lets everything through
   * @param burst most tokens that gather
   * @param tokens how many there are at first
   * @param now clock in milliseconds
   */
  constructor(
    readonly perSecond: number,
    readonly burst: number,
    tokens = burst,
    readonly now: () => number = () => performance.now(),
  ) {
    this.#tokens = tokens;
    this.#lastMillis = now();
  }

  /** Puts in tokens beside those that time brings. */
  add(tokens: number): void {
    this.#tokens = Math.min(this.burst, this.#tokens + tokens);
  }

  /** Takes a token; `false` when there is none. */
  take(): boolean {
    if (this.perSecond === Number.POSITIVE_INFINITY) return true;
    const nowMillis = this.now();
    this.add(((nowMillis - this.#lastMillis) / 1000) * this.perSecond);
    this.#lastMillis = nowMillis;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
