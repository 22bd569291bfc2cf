import type { LineSource } from './lokiMessages.js';

/** Lines of both sources that wait to be handed over. */
export class LineBuffer {
  #text: Record<LineSource, string> = { server: '', browser: '' };
  lines = 0;
  chars = 0;

  add(source: LineSource, line: string): void {
    this.#text[source] += line;
    this.lines += 1;
    this.chars += line.length;
  }

  /** Empties the buffer. */
  take(): { source: LineSource; lines: string }[] {
    const { server, browser } = this.#text;
    this.#text = { server: '', browser: '' };
    this.lines = 0;
    this.chars = 0;
    return [
      { source: 'server' as const, lines: server },
      { source: 'browser' as const, lines: browser },
    ].filter(({ lines }) => lines !== '');
  }
}
