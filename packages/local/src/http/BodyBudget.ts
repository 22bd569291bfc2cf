import { HttpError } from './HttpError.js';

/** Bytes of request bodies that are held at the same time, over all connections. */
export const BODY_BUDGET_BYTES = 256 * 1024 * 1024;

/** Bounds what all requests together hold in memory. Over it a sender is told to come back. */
export class BodyBudget {
  #used = 0;

  constructor(readonly limitBytes = BODY_BUDGET_BYTES) {}

  /** @throws HttpError 503 with `Retry-After` where the bytes do not fit. */
  take(bytes: number): void {
    if (this.#used + bytes > this.limitBytes) {
      throw new HttpError(503, 'too many requests at the same time: send again in a second', {
        'retry-after': '1',
      });
    }
    this.#used += bytes;
  }

  give(bytes: number): void {
    this.#used -= bytes;
  }
}
