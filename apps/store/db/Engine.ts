/** A value that may be bound to a placeholder, in both engines. */
export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[];

/** One connection, held by one caller until it is released. */
export interface Session {
  /** Runs one statement with `$1`-style placeholders and gives its rows. Rejects with the engine's error. */
  run(text: string, values: readonly SqlValue[]): Promise<readonly unknown[]>;
  /** Gives the connection back. `broken` closes it instead: its state is not known. */
  release(broken: boolean): void;
}

/** Where connections come from. PGlite and PostgreSQL differ only here: the SQL above it is the same. */
export interface Engine {
  /** Whether a caller would have to wait for a connection now. */
  readonly busy: boolean;
  /** Waits for a free connection. */
  acquire(): Promise<Session>;
  /** Ends every connection. */
  close(): Promise<void>;
}
