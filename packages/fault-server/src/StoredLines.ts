/** A line as Loki keeps it. */
export interface StoredLine {
  readonly labels: Readonly<Record<string, string>>;
  /** Unix nanoseconds. */
  readonly time: string;
  readonly line: string;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Push {
  streams: { stream: Record<string, string>; values: [string, string, Record<string, string>?][] }[];
}

/** Lines as a Loki stores them: what has stream, time and text in common is one line. */
export class StoredLines {
  readonly lines: StoredLine[] = [];
  /** Lines that arrived once more. */
  repeats = 0;
  readonly #known = new Set<string>();

  /** @throws SyntaxError or TypeError for what is no push */
  static read(body: string): StoredLine[] {
    const { streams } = JSON.parse(body) as Push;
    return streams.flatMap(({ stream, values }) =>
      values.map(([time, line, metadata]) => ({ labels: stream, time, line, metadata: metadata ?? {} })),
    );
  }

  store(lines: readonly StoredLine[]): void {
    for (const line of lines) {
      const key = JSON.stringify([line.labels, line.time, line.line]);
      if (this.#known.has(key)) this.repeats += 1;
      else {
        this.#known.add(key);
        this.lines.push(line);
      }
    }
  }
}
