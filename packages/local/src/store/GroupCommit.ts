import type { DuckDBConnection } from '@duckdb/node-api';
import { Dictionary } from './Dictionary.js';
import type { Batch } from './rows.js';
import type { Serial } from './Serial.js';
import { TableWriter } from './TableWriter.js';
import { EXEMPLARS, LOGS, RESOURCES, SAMPLES, SERIES, SPANS, STREAMS } from './tables.js';
import { exemplarValues, logValues, sampleValues, spanValues } from './toValues.js';

/** A commit costs the same whatever its size: rows wait this long for others to join, in milliseconds. */
const WINDOW_MILLIS = 5;
/** Rows that do not wait any longer. */
const MAX_ROWS = 4000;

interface Waiting {
  readonly batch: Batch;
  done(): void;
  failed(error: unknown): void;
}

/**
 * Collects batches of many requests into one transaction. `write` resolves after the commit: what a sender was
 * told is stored survives a kill.
 */
export class GroupCommit {
  readonly #resources = new Dictionary(RESOURCES);
  readonly #streams = new Dictionary(STREAMS);
  readonly #series = new Dictionary(SERIES);
  readonly #writers: Record<'spans' | 'logs' | 'samples' | 'exemplars', TableWriter>;
  readonly #dictionaries: readonly { dictionary: Dictionary; writer: TableWriter }[];
  #waiting: Waiting[] = [];
  #rows = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly connection: DuckDBConnection,
    readonly serial: Serial,
    readonly onCommit: (batches: readonly Batch[]) => void,
  ) {
    this.#writers = {
      spans: new TableWriter(connection, SPANS),
      logs: new TableWriter(connection, LOGS),
      samples: new TableWriter(connection, SAMPLES),
      exemplars: new TableWriter(connection, EXEMPLARS),
    };
    this.#dictionaries = [this.#resources, this.#streams, this.#series].map((dictionary) => ({
      dictionary,
      writer: new TableWriter(connection, dictionary.table),
    }));
  }

  /** Reads the dictionaries anew: at start-up, and after rows of them were deleted. Call inside `serial`. */
  async loadDictionaries(): Promise<void> {
    for (const { dictionary } of this.#dictionaries) await dictionary.load(this.connection);
  }

  /** Resolves when the rows are committed; rejects when they are not stored. */
  write(batch: Batch): Promise<void> {
    const rows = sizeOf(batch);
    if (rows === 0) return Promise.resolve();
    return new Promise((done, failed) => {
      this.#waiting.push({ batch, done, failed });
      this.#rows += rows;
      if (this.#rows >= MAX_ROWS) void this.flush();
      else this.#timer ??= setTimeout(() => void this.flush(), WINDOW_MILLIS);
    });
  }

  /** Commits what waits now. Never rejects: each writer hears of its own failure. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#rows = 0;
    await this.serial.run(() => this.#commit(waiting));
  }

  async #commit(waiting: readonly Waiting[]): Promise<void> {
    if (waiting.length === 0) return;
    const batches = waiting.map(({ batch }) => batch);
    try {
      await this.connection.run('BEGIN');
      await this.#append(batches);
      await this.connection.run('COMMIT');
    } catch (error) {
      await this.#undo();
      for (const { failed } of waiting) failed(error);
      return;
    }
    this.onCommit(batches);
    for (const { done } of waiting) done();
  }

  async #append(batches: readonly Batch[]): Promise<void> {
    const { spans, logs, samples, exemplars } = this.#writers;
    const resources = this.#resources;
    const streams = this.#streams;
    const series = this.#series;
    await spans.append(
      batches.flatMap((b) => b.spans?.map((r) => spanValues(r, resources.idOf(r.resource))) ?? []),
    );
    await logs.append(batches.flatMap((b) => b.logs?.map((r) => logValues(r, streams.idOf(r.stream))) ?? []));
    await samples.append(
      batches.flatMap((b) => b.samples?.map((r) => sampleValues(r, series.idOf(r.series))) ?? []),
    );
    await exemplars.append(
      batches.flatMap((b) => b.exemplars?.map((r) => exemplarValues(r, series.idOf(r.series))) ?? []),
    );
    for (const { dictionary, writer } of this.#dictionaries) await writer.append(dictionary.takeFresh());
  }

  async #undo(): Promise<void> {
    for (const writer of Object.values(this.#writers)) writer.reset();
    for (const { dictionary, writer } of this.#dictionaries) {
      dictionary.forget();
      writer.reset();
    }
    // Fails where BEGIN itself failed: there is nothing to roll back then.
    await this.connection.run('ROLLBACK').catch(() => undefined);
  }
}

function sizeOf(batch: Batch): number {
  return (
    (batch.spans?.length ?? 0) +
    (batch.logs?.length ?? 0) +
    (batch.samples?.length ?? 0) +
    (batch.exemplars?.length ?? 0)
  );
}
