import { type DuckDBValue, listValue } from '@duckdb/node-api';
import type { ExemplarRow, LogRow, SampleRow, SpanRow } from './rows.js';

/** Values of one row in the order of the table's columns. */
export function spanValues(row: SpanRow, resource: number): DuckDBValue[] {
  return [
    row.traceId,
    row.spanId,
    row.parentId,
    row.startNs,
    row.durationNs,
    row.kind,
    row.status,
    resource,
    row.resource.name,
    row.name,
    row.method,
    row.route,
    row.httpStatus,
    row.detail,
    row.search,
    listValue([...row.tagHashes]),
  ];
}

export function logValues(row: LogRow, stream: number): DuckDBValue[] {
  return [row.timeNs, stream, row.traceId, row.line, row.meta, listValue([...row.metaHashes])];
}

export function sampleValues(row: SampleRow, series: number): DuckDBValue[] {
  return [series, row.timeMs, row.value];
}

export function exemplarValues(row: ExemplarRow, series: number): DuckDBValue[] {
  return [series, row.timeMs, row.value, row.traceId, row.labels];
}
