import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { Table } from './tables.js';

/** Rows of one data chunk: DuckDB's vector size. */
const CHUNK_ROWS = 2048;

/** Appends rows to one table. One chunk is used again and again: a new one each time is freed only by the garbage collector. */
export class TableWriter {
  readonly #chunk: DuckDBDataChunk;
  #appender: DuckDBAppender | undefined;

  constructor(
    readonly connection: DuckDBConnection,
    readonly table: Table,
  ) {
    this.#chunk = DuckDBDataChunk.create(table.columns.map(({ type }) => type));
  }

  /** Appends inside the connection's transaction. Blocks this thread for about a millisecond a thousand rows. */
  async append(rows: readonly (readonly DuckDBValue[])[]): Promise<void> {
    if (rows.length === 0) return;
    this.#appender ??= await this.connection.createAppender(this.table.name, 'main', 'd');
    for (let from = 0; from < rows.length; from += CHUNK_ROWS) {
      const part = rows.slice(from, from + CHUNK_ROWS);
      this.#chunk.reset();
      this.#chunk.setColumns(this.table.columns.map((_, index) => part.map((row) => row[index] ?? null)));
      this.#appender.appendDataChunk(this.#chunk);
    }
    this.#appender.flushSync();
  }

  /** Gives up what a failed transaction left in the appender. */
  reset(): void {
    try {
      this.#appender?.clear();
      this.#appender?.closeSync();
    } catch {
      // The appender reports the failure that we are already handling.
    }
    this.#appender = undefined;
  }
}
