import {
  BIGINT,
  DOUBLE,
  type DuckDBType,
  LIST,
  UBIGINT,
  UHUGEINT,
  UINTEGER,
  USMALLINT,
  UTINYINT,
  VARCHAR,
} from '@duckdb/node-api';

/** A table of the store: its columns in the order in which rows are appended. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}
interface Column {
  readonly name: string;
  readonly type: DuckDBType;
  readonly compression?: 'zstd';
}

const column = (name: string, type: DuckDBType): Column => ({ name, type });
/** Text that is long and alike from row to row: zstd takes a quarter of the space of DuckDB's default there. */
const packed = (name: string): Column => ({ name, type: VARCHAR, compression: 'zstd' });

/**
 * Bump when a column changes: a store of another version is refused at start-up, not misread.
 * No table has a key or an index: they make deletes 40 times slower and the file grow without bound.
 */
export const SCHEMA_VERSION = 1;

export const SPANS: Table = {
  name: 'spans',
  columns: [
    column('trace_id', UHUGEINT),
    column('span_id', UBIGINT),
    // 0 where there is none: OTLP forbids that id, and NULL would cost a validity mask.
    column('parent_id', UBIGINT),
    column('start_ns', BIGINT),
    column('dur_ns', BIGINT),
    column('kind', UTINYINT),
    column('status', UTINYINT),
    column('resource', UINTEGER),
    column('service', VARCHAR),
    column('name', VARCHAR),
    column('method', VARCHAR),
    column('route', VARCHAR),
    column('http_status', USMALLINT),
    packed('detail'),
    packed('search'),
    column('tag_h', LIST(UINTEGER)),
  ],
};

export const LOGS: Table = {
  name: 'logs',
  columns: [
    column('ts_ns', BIGINT),
    column('stream', UINTEGER),
    // NULL where the line names no trace.
    column('trace_id', UHUGEINT),
    packed('line'),
    packed('meta'),
    column('meta_h', LIST(UINTEGER)),
  ],
};

export const SAMPLES: Table = {
  name: 'samples',
  columns: [column('series', UINTEGER), column('ts_ms', BIGINT), column('v', DOUBLE)],
};

export const EXEMPLARS: Table = {
  name: 'exemplars',
  columns: [
    column('series', UINTEGER),
    column('ts_ms', BIGINT),
    column('v', DOUBLE),
    column('trace_id', UHUGEINT),
    column('labels', VARCHAR),
  ],
};

/** Dictionaries: what rows refer to by number. `name` is the service, empty, and the metric's name. */
const dictionary = (name: string): Table => ({
  name,
  columns: [column('id', UINTEGER), column('name', VARCHAR), column('body', VARCHAR)],
});
export const RESOURCES = dictionary('resources');
export const STREAMS = dictionary('streams');
export const SERIES = dictionary('series');

export const TABLES = [SPANS, LOGS, SAMPLES, EXEMPLARS, RESOURCES, STREAMS, SERIES] as const;

/** The statement that makes a table, in the attached database `d`. */
export function createTableSql(table: Table): string {
  const columns = table.columns.map(
    ({ name, type, compression }) =>
      `${name} ${type.toString()}${compression ? ` USING COMPRESSION ${compression}` : ''}`,
  );
  return `CREATE TABLE IF NOT EXISTS d.${table.name} (${columns.join(', ')})`;
}
