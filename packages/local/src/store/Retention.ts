import { stat } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { StoreLimits } from './limits.js';
import { EXEMPLARS, LOGS, RESOURCES, SAMPLES, SERIES, SPANS, STREAMS } from './tables.js';

/** Over a limit, rows go until the table is this full: else every commit behind the limit would delete again. */
const KEEP_RATIO = 0.9;
/** Part of each table that goes when the store is too large. */
const SHRINK_RATIO = 0.2;
/** Most such rounds at a time; the next run goes on. */
const MAX_SHRINK_ROUNDS = 8;

/** A table whose rows have a time, with its limits. */
interface Bounded {
  readonly table: string;
  readonly time: string;
  /** Units of the time column in a millisecond. */
  readonly unitsPerMilli: bigint;
  readonly maxRows: number;
}

/** Keeps the store inside its limits: rows, age, bytes. Run it inside the writer's queue. */
export class Retention {
  readonly #tables: readonly Bounded[];
  readonly #counts = new Map<string, number>();
  /** Rows deleted since start-up, by table. */
  readonly deleted = new Map<string, number>();

  constructor(
    readonly connection: DuckDBConnection,
    readonly file: string | undefined,
    readonly limits: StoreLimits,
  ) {
    const nanos = { time: '', unitsPerMilli: 1_000_000n };
    this.#tables = [
      { ...nanos, table: SPANS.name, time: 'start_ns', maxRows: limits.maxSpans },
      { ...nanos, table: LOGS.name, time: 'ts_ns', maxRows: limits.maxLogLines },
      { table: SAMPLES.name, time: 'ts_ms', unitsPerMilli: 1n, maxRows: limits.maxSamples },
      { table: EXEMPLARS.name, time: 'ts_ms', unitsPerMilli: 1n, maxRows: Math.ceil(limits.maxSamples / 10) },
    ];
  }

  async load(): Promise<void> {
    for (const { table } of this.#tables) {
      const reader = await this.connection.runAndReadAll(`SELECT count(*) FROM d.${table}`);
      this.#counts.set(table, Number(reader.getRows()[0]?.[0] ?? 0));
    }
  }

  count(table: string): number {
    return this.#counts.get(table) ?? 0;
  }

  added(table: string, rows: number): void {
    this.#counts.set(table, this.count(table) + rows);
  }

  /** Whether a table holds more rows than it may. Cheap: asked after every commit. */
  get overfull(): boolean {
    return this.#tables.some(({ table, maxRows }) => this.count(table) > maxRows);
  }

  /** Deletes what is over a limit. Returns whether anything went, so that dictionaries must be read anew. */
  async run(nowMillis: number): Promise<boolean> {
    let deleted = 0;
    for (const bounded of this.#tables) {
      const { table, time, unitsPerMilli, maxRows } = bounded;
      const oldest = BigInt(Math.floor(nowMillis - this.limits.maxAgeMillis)) * unitsPerMilli;
      deleted += await this.#delete(table, `${time} < ${oldest}`);
      const count = this.count(table);
      if (count > maxRows) deleted += await this.#deleteOldest(bounded, 1 - (maxRows * KEEP_RATIO) / count);
    }
    deleted += await this.#shrink();
    if (deleted === 0) return false;
    await this.#sweepDictionaries();
    return true;
  }

  /** Bytes that the store uses: its blocks and the write-ahead log, or its tables in memory. */
  async bytes(): Promise<number> {
    if (this.file === undefined) {
      const reader = await this.connection.runAndReadAll(
        "SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'",
      );
      return Number(reader.getRows()[0]?.[0] ?? 0);
    }
    const reader = await this.connection.runAndReadAll(
      "SELECT block_size * used_blocks FROM pragma_database_size() WHERE database_name = 'd'",
    );
    const wal = await stat(`${this.file}.wal`).catch(() => undefined);
    return Number(reader.getRows()[0]?.[0] ?? 0) + (wal?.size ?? 0);
  }

  async #shrink(): Promise<number> {
    let deleted = 0;
    for (let round = 0; round < MAX_SHRINK_ROUNDS && (await this.bytes()) > this.limits.maxBytes; round++) {
      // First without deleting: the log may hold what the blocks hold already.
      if (round > 0)
        for (const table of this.#tables) deleted += await this.#deleteOldest(table, SHRINK_RATIO);
      await this.connection.run('CHECKPOINT d');
    }
    return deleted;
  }

  async #deleteOldest({ table, time }: Bounded, ratio: number): Promise<number> {
    if (this.count(table) === 0) return 0;
    const reader = await this.connection.runAndReadAll(
      `SELECT quantile_disc(${time}, ${Math.min(1, Math.max(0, ratio))}) FROM d.${table}`,
    );
    const limit = reader.getRows()[0]?.[0];
    return typeof limit === 'bigint' ? this.#delete(table, `${time} <= ${limit}`) : 0;
  }

  async #delete(table: string, condition: string): Promise<number> {
    const result = await this.connection.run(`DELETE FROM d.${table} WHERE ${condition}`);
    const rows = result.rowsChanged;
    this.added(table, -rows);
    this.deleted.set(table, (this.deleted.get(table) ?? 0) + rows);
    return rows;
  }

  /** Entries that no row refers to any more: without this, a sender of ever new resources would fill the store. */
  async #sweepDictionaries(): Promise<void> {
    const unused = (dictionary: string, used: string) =>
      this.connection.run(`DELETE FROM d.${dictionary} WHERE id NOT IN (${used})`);
    await unused(RESOURCES.name, `SELECT DISTINCT resource FROM d.${SPANS.name}`);
    await unused(STREAMS.name, `SELECT DISTINCT stream FROM d.${LOGS.name}`);
    await unused(
      SERIES.name,
      `SELECT DISTINCT series FROM d.${SAMPLES.name} UNION SELECT DISTINCT series FROM d.${EXEMPLARS.name}`,
    );
  }
}
