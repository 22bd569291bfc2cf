/** Bytes that all requests together may hold at one time. */
export class ByteBudget {
  #used = 0;

  constructor(readonly maxBytes: number) {}

  /** `false`, and nothing is taken, when that much is not left. */
  take(bytes: number): boolean {
    if (this.#used + bytes > this.maxBytes) return false;
    this.#used += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }
}
