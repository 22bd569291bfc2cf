import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { makeDirectory } from './makeDirectory.js';
import { StoreError } from './StoreError.js';
import { createTableSql, SCHEMA_VERSION, TABLES } from './tables.js';

/** Working memory of DuckDB beside the data itself, in bytes. */
const WORKING_MEMORY_BYTES = 200 * 1024 * 1024;
/** Larger than any WAL we let grow: checkpoints are started by us, beside the writes, not by a commit. */
const CHECKPOINT_THRESHOLD = '1GB';

/** An open DuckDB with our tables attached as `d`. */
export interface Database {
  /** `undefined`: everything is in memory. */
  readonly file: string | undefined;
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

/**
 * Opens or makes the store. With `dataDir` it is the file `throughline.duckdb` in there (made where missing),
 * else it lives in memory and may grow to `maxBytes`.
 *
 * @throws StoreError where another process holds the file, or another version of the schema is in it.
 */
export async function openDatabase(dataDir: string | undefined, maxBytes: number): Promise<Database> {
  const file = dataDir === undefined ? undefined : join(dataDir, 'throughline.duckdb');
  const spill = dataDir === undefined ? '' : join(dataDir, 'spill');
  if (dataDir !== undefined) {
    await makeDirectory(dataDir);
    await rm(spill, { recursive: true, force: true });
  }
  const memory = WORKING_MEMORY_BYTES + (file === undefined ? maxBytes : 0);
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '2',
    memory_limit: `${Math.ceil(memory / 1024 / 1024)}MiB`,
    // DuckDB's default is the working directory; empty means that nothing is ever written.
    temp_directory: spill,
    checkpoint_threshold: CHECKPOINT_THRESHOLD,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    await prepare(await instance.connect(), file);
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  return { file, connect: () => instance.connect(), close: () => instance.closeSync() };
}

async function prepare(connection: DuckDBConnection, file: string | undefined): Promise<void> {
  await attach(connection, file);
  // 29 instead of 200 ms for fetching the rows of 20 traces out of a million.
  await connection.run('SET GLOBAL dynamic_or_filter_threshold = 4000');
  // Nothing that we run reads or writes a file by name: closed, so that no query ever can.
  await connection.run('SET GLOBAL enable_external_access = false');
  await connection.run('SET GLOBAL lock_configuration = true');
  await connection.run('CREATE TABLE IF NOT EXISTS d.about (version INTEGER)');
  const found = (await connection.runAndReadAll('SELECT version FROM d.about')).getRows()[0]?.[0];
  if (found === undefined) await connection.run('INSERT INTO d.about VALUES ($1)', [SCHEMA_VERSION]);
  else if (found !== SCHEMA_VERSION) {
    throw new StoreError(
      `${file ?? 'the store'} was written with schema version ${String(found)}, this program reads ${SCHEMA_VERSION}: ` +
        'delete the file or choose another data directory',
    );
  }
  for (const table of TABLES) await connection.run(createTableSql(table));
  connection.closeSync();
}

async function attach(connection: DuckDBConnection, file: string | undefined): Promise<void> {
  const target = (file ?? ':memory:').replaceAll("'", "''");
  // Without STORAGE_VERSION the zstd columns are silently stored plain.
  const options = file === undefined ? '' : " (STORAGE_VERSION 'latest', ROW_GROUP_SIZE 16384)";
  try {
    await connection.run(`ATTACH '${target}' AS d${options}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (/lock/i.test(reason)) {
      throw new StoreError(
        `${file} is in use by another process: stop it, or choose another data directory`,
        { cause: error },
      );
    }
    throw new StoreError(`cannot open ${file ?? 'a store in memory'}: ${reason}`, { cause: error });
  }
}
