import { warnOnce } from '../delivery/warnOnce.js';

/** Thrown where a request is refused; the message is what the sender reads. */
export class RelayRefusal extends Error {
  override readonly name = 'RelayRefusal';

  constructor(
    readonly status: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a sender is told of whatever went wrong: of a fault of our own nothing but to try again. */
export function toRefusal(error: unknown): RelayRefusal {
  if (error instanceof RelayRefusal) return error;
  warnOnce('relay', `the relay failed: ${error instanceof Error ? error.name : 'unknown'}`);
  return new RelayRefusal(503, 'try again', { 'retry-after': '5' });
}
