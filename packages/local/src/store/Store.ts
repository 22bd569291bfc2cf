import type { DuckDBConnection, DuckDBType, DuckDBValue } from '@duckdb/node-api';
import { GroupCommit } from './GroupCommit.js';
import { InFlight } from './InFlight.js';
import type { StoreLimits } from './limits.js';
import { type Database, openDatabase } from './openDatabase.js';
import { Retention } from './Retention.js';
import type { Batch } from './rows.js';
import { Serial } from './Serial.js';
import { EXEMPLARS, LOGS, SAMPLES, SPANS } from './tables.js';

/** Rows between two checkpoints: often enough that none takes long. */
const CHECKPOINT_ROWS = 60_000;
/** How often age and bytes are looked at, in milliseconds. */
const RETENTION_INTERVAL_MILLIS = 15_000;
/** Connections that queries share; each runs one query at a time. */
const READERS = 2;

export interface StoreOptions {
  /** Directory of the file; absent: in memory. */
  readonly dataDir?: string;
  readonly limits: StoreLimits;
}

/** What the store holds now. */
export interface StoreCounts {
  readonly spans: number;
  readonly logLines: number;
  readonly samples: number;
  readonly bytes: number;
  /** Rows that retention deleted since start-up. */
  readonly deleted: Readonly<Record<string, number>>;
}

/** Spans, log lines, samples and exemplars in DuckDB. Belongs into a worker thread: appending blocks. */
export class Store {
  readonly #serial = new Serial();
  readonly #inFlight = new InFlight();
  readonly #commits: GroupCommit;
  readonly #timer: NodeJS.Timeout;
  readonly #listeners = new Set<(batches: readonly Batch[]) => void>();
  #sinceCheckpoint = 0;
  #trimming: Promise<void> | undefined;
  #turn = 0;

  /** Opens or makes the store. @throws StoreError where it cannot be opened. */
  static async open({ dataDir, limits }: StoreOptions): Promise<Store> {
    const database = await openDatabase(dataDir, limits.maxBytes);
    const writer = await database.connect();
    const readers: DuckDBConnection[] = [];
    for (let index = 0; index < READERS; index++) readers.push(await database.connect());
    const retention = new Retention(writer, database.file, limits);
    await retention.load();
    const store = new Store(database, writer, readers, retention);
    await store.#serial.run(() => store.#commits.loadDictionaries());
    return store;
  }

  private constructor(
    readonly database: Database,
    writer: DuckDBConnection,
    readonly readers: readonly DuckDBConnection[],
    readonly retention: Retention,
  ) {
    this.#commits = new GroupCommit(writer, this.#serial, (batches) => this.#committed(batches));
    this.#timer = setInterval(() => void this.trim(), RETENTION_INTERVAL_MILLIS);
    this.#timer.unref();
  }

  /** Resolves when the rows are committed, together with what others write at the same time. */
  write(batch: Batch): Promise<void> {
    return this.#inFlight.run(() => this.#commits.write(batch));
  }

  /** Runs a query. The caller's type says what its SQL selects: integers of 64 bits and more are `bigint`. */
  async select<Row>(sql: string, values: DuckDBValue[] = [], types: DuckDBType[] = []): Promise<Row[]> {
    const reader = this.readers[this.#turn++ % this.readers.length];
    if (reader === undefined) throw new Error('the store has no reader');
    const result = await this.#inFlight.run(() => reader.runAndReadAll(sql, values, types));
    return result.getRowObjects() as unknown as Row[];
  }

  /** Calls `listener` with every batch after its commit. Returns the function that ends it. */
  onCommit(listener: (batches: readonly Batch[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Deletes what is over the limits. Runs by itself; at the same time it runs once. */
  trim(nowMillis = Date.now()): Promise<void> {
    this.#trimming ??= this.#serial
      .run(async () => {
        if (await this.retention.run(nowMillis)) await this.#commits.loadDictionaries();
      })
      // Tried again at the next interval; the store goes on with what it has.
      .catch(() => undefined)
      .finally(() => {
        this.#trimming = undefined;
      });
    return this.#trimming;
  }

  async counts(): Promise<StoreCounts> {
    return {
      spans: this.retention.count(SPANS.name),
      logLines: this.retention.count(LOGS.name),
      samples: this.retention.count(SAMPLES.name),
      bytes: await this.#inFlight.run(() => this.retention.bytes()),
      deleted: Object.fromEntries(this.retention.deleted),
    };
  }

  /** Finishes what is at hand, commits what waits, writes the log into the file, closes. Later calls are refused. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    const idle = this.#inFlight.close();
    await this.#commits.flush();
    await idle;
    await this.#serial.run(async () => {
      if (this.database.file !== undefined) {
        await this.#commits.connection.run('CHECKPOINT d').catch(() => undefined);
      }
    });
    for (const connection of [this.#commits.connection, ...this.readers]) connection.closeSync();
    this.database.close();
  }

  #committed(batches: readonly Batch[]): void {
    for (const { spans, logs, samples, exemplars } of batches) {
      this.retention.added(SPANS.name, spans?.length ?? 0);
      this.retention.added(LOGS.name, logs?.length ?? 0);
      this.retention.added(SAMPLES.name, samples?.length ?? 0);
      this.retention.added(EXEMPLARS.name, exemplars?.length ?? 0);
      this.#sinceCheckpoint += (spans?.length ?? 0) + (logs?.length ?? 0) + (samples?.length ?? 0);
    }
    if (this.retention.overfull) void this.trim();
    if (this.#sinceCheckpoint >= CHECKPOINT_ROWS) this.#checkpoint();
    for (const listener of this.#listeners) listener(batches);
  }

  /** Beside the writes, on a reader's connection: on the writer's it would hold up commits for a second or two. */
  #checkpoint(): void {
    this.#sinceCheckpoint = 0;
    // Refused while a transaction is open: the next one takes it along.
    this.#inFlight.run(async () => this.readers[0]?.run('CHECKPOINT d')).catch(() => undefined);
  }
}
