/** Where finished lines go. Made by `register`; until then lines go to stdout. */
export interface LogSink {
  /** A line of this server, newline at its end; the level is pino's number. */
  write(line: string, level: number): void;
  /** A line that a browser sent through the relay; `false` when it is not kept. */
  writeBrowser(line: string, level: number): boolean;
  /** No room for more. */
  readonly isFull: boolean;
}
