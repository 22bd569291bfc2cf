/** Lines wait this long for company, in milliseconds. */
const DELAY_MILLIS = 10;
const MAX_CHARS = 64 * 1024;

/**
 * Writes lines to stdout many at a time: a write to a file or pipe is a system call that blocks, and one a line was the
 * largest single cost of a request. What waits is written when the process exits, also by an uncaught error.
 */
export class StdoutBuffer {
  #lines = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly write: (text: string) => void = (text) => void process.stdout.write(text)) {
    process.on('exit', () => this.flush());
  }

  add(line: string): void {
    this.#lines += line;
    if (this.#lines.length >= MAX_CHARS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), DELAY_MILLIS).unref();
  }

  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#lines === '') return;
    const lines = this.#lines;
    this.#lines = '';
    this.write(lines);
  }
}
