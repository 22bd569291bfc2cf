import type { IncomingMessage } from 'node:http';

const LOOK_EVERY_MILLIS = 20;

interface Watched {
  readonly deadline: number;
  readonly settle: (arrival: Arrival) => void;
}

/** `here`: the body is there, or as much of it as Node reads ahead. `late`: it took too long. `gone`: so is the sender. */
export type Arrival = 'here' | 'late' | 'gone';

/**
 * Waits for bodies without reading them, so that a sender who takes its time costs a socket and not a request of the
 * framework. One timer looks at all of them: `complete` and `readableLength` are documented, events of a stream that
 * nobody reads are not.
 */
export class BodyWatch {
  readonly #watched = new Map<IncomingMessage, Watched>();
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly timeoutMillis: number) {}

  /** Bodies that are waited for. */
  get size(): number {
    return this.#watched.size;
  }

  /** Resolves as soon as it is known. */
  arrival(request: IncomingMessage): Promise<Arrival> {
    return new Promise((settle) => {
      // Most bodies come with their headers: they are there when the parser has gone on.
      setImmediate(() => {
        const known = arrivalOf(request);
        if (known) settle(known);
        else this.#watch(request, settle);
      });
    });
  }

  #watch(request: IncomingMessage, settle: (arrival: Arrival) => void): void {
    this.#watched.set(request, { settle, deadline: performance.now() + this.timeoutMillis });
    this.#timer ??= setInterval(() => this.#look(), LOOK_EVERY_MILLIS).unref();
  }

  #look(): void {
    const now = performance.now();
    for (const [request, { deadline, settle }] of this.#watched) {
      const arrival = arrivalOf(request) ?? (now >= deadline ? 'late' : undefined);
      if (arrival === undefined) continue;
      this.#watched.delete(request);
      settle(arrival);
    }
    if (this.#watched.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

function arrivalOf(request: IncomingMessage): Arrival | undefined {
  if (request.complete || request.readableLength >= request.readableHighWaterMark) return 'here';
  return request.destroyed || request.socket.destroyed ? 'gone' : undefined;
}
