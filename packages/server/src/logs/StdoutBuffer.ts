import { print } from '../delivery/print.js';
import { Utf8Buffer } from '../delivery/Utf8Buffer.js';

/** Lines wait this long for company, in milliseconds. */
const DELAY_MILLIS = 10;
const MAX_BYTES = 64 * 1024;

/**
 * Writes lines to stdout many at a time: a write to a file or pipe is a system call that blocks, and one a line was the
 * largest single cost of a request. What waits is written when the process exits, also by an uncaught error.
 */
export class StdoutBuffer {
  readonly #lines = new Utf8Buffer();
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly write: (lines: Uint8Array) => void = (lines) => print(process.stdout, lines)) {
    process.on('exit', () => this.flush());
  }

  add(line: string): void {
    this.#lines.append(line);
    if (this.#lines.length >= MAX_BYTES) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), DELAY_MILLIS).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines.length > 0) this.write(this.#lines.takeBytes());
  }
}
