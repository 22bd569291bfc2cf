import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { Entry } from './rows.js';
import type { Table } from './tables.js';

/** Entries remembered in memory. Past it all are forgotten: an entry met again gets a second number, which readers allow. */
const MAX_REMEMBERED = 20_000;

/** Numbers for entries that many rows share. New ones are collected until the writer takes them into its transaction. */
export class Dictionary {
  readonly #ids = new Map<string, number>();
  #fresh: DuckDBValue[][] = [];
  #next = 1;

  constructor(readonly table: Table) {}

  /** Reads what is stored; at start-up and after entries were deleted. */
  async load(connection: DuckDBConnection): Promise<void> {
    this.forget();
    const reader = await connection.runAndReadAll(
      `SELECT id, name, body FROM d.${this.table.name} ORDER BY id DESC LIMIT ${MAX_REMEMBERED}`,
    );
    for (const [id, name, body] of reader.getRows()) {
      this.#ids.set(`${String(name)}\n${String(body)}`, Number(id));
      this.#next = Math.max(this.#next, Number(id) + 1);
    }
  }

  idOf({ name, body }: Entry): number {
    const key = `${name}\n${body}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#next++;
    if (this.#ids.size >= MAX_REMEMBERED) this.#ids.clear();
    this.#ids.set(key, id);
    this.#fresh.push([id, name, body]);
    return id;
  }

  /** Rows of entries met for the first time. */
  takeFresh(): DuckDBValue[][] {
    const fresh = this.#fresh;
    this.#fresh = [];
    return fresh;
  }

  /** After a transaction that failed: its entries are not stored, so none may be taken for known. */
  forget(): void {
    this.#ids.clear();
    this.#fresh = [];
  }
}
