import { BIGINT, UHUGEINT, UINTEGER, VARCHAR } from '@duckdb/node-api';
import { isTraceId } from '@throughline/otlp';
import { LOG_TRACE_ID } from '@throughline/semconv';
import { matchesLabels } from '../../logql/matchesLabels.js';
import { matchesLine } from '../../logql/matchesLine.js';
import { parseLogQl } from '../../logql/parseLogQl.js';
import type { LogQuery } from '../../logql/types.js';
import { hashTag } from '../../model/hashTag.js';
import { idToNumber } from '../../model/ids.js';
import { allOf, Parameters } from '../Parameters.js';
import type { Source } from '../StoredSpan.js';
import { type Labels, parseLabels, readStreams } from './readStreams.js';

/** Parameters of Loki's `/loki/api/v1/query_range`, for log queries. */
export interface RangeQuery {
  readonly query: string;
  readonly startNs: bigint;
  /** Exclusive. */
  readonly endNs: bigint;
  readonly limit: number;
  readonly direction: 'forward' | 'backward';
}

/** One entry of `data.result`: structured metadata is part of `stream`, as in Loki 3. */
export interface StreamResult {
  readonly stream: Labels;
  /** Unix nanoseconds and line. */
  readonly values: [string, string][];
}

/** Rows read at a time: conditions that SQL does not know are checked here, so more may be needed than are asked for. */
const PAGE_ROWS = 2000;

interface Row {
  readonly time: bigint;
  readonly stream: number;
  readonly line: string;
  readonly meta: string;
  readonly position: bigint;
}

/**
 * Runs a LogQL log query.
 *
 * @throws UnsupportedQuery naming the part that is not supported.
 */
export async function queryRange(source: Source, range: RangeQuery): Promise<StreamResult[]> {
  const query = parseLogQl(range.query);
  const streams = await readStreams(source, query.matchers);
  if (streams.size === 0) return [];
  const results = new Map<string, StreamResult>();
  const seen = new Set<string>();
  for await (const row of matching(source, range, query, streams)) {
    const labels = streams.get(row.stream) ?? {};
    // Metadata is part of what Loki compares.
    const repetition = `${row.time} ${JSON.stringify(labels)} ${row.meta} ${row.line}`;
    if (seen.has(repetition)) continue;
    seen.add(repetition);
    const stream = { ...labels, ...parseLabels(row.meta) };
    const key = JSON.stringify(stream);
    const result = results.get(key) ?? { stream, values: [] };
    result.values.push([row.time.toString(), row.line]);
    results.set(key, result);
    if (seen.size >= range.limit) break;
  }
  return [...results.values()];
}

/** Rows in the asked order that fulfil every condition. */
async function* matching(
  source: Source,
  range: RangeQuery,
  query: LogQuery,
  streams: ReadonlyMap<number, Labels>,
): AsyncGenerator<Row> {
  const backward = range.direction === 'backward';
  const order = backward ? 'DESC' : 'ASC';
  let after: Row | undefined;
  for (;;) {
    const parameters = new Parameters();
    const where = conditions(range, query, streams, parameters);
    if (after !== undefined) {
      // The row id breaks ties: many lines share a nanosecond when a sender's clock has only milliseconds.
      const time = parameters.bind(after.time, BIGINT);
      const position = parameters.bind(after.position, BIGINT);
      where.push(`(ts_ns, rowid) ${backward ? '<' : '>'} (${time}, ${position})`);
    }
    const rows = await source.select<Row>(
      `SELECT ts_ns AS time, stream, line, meta, rowid AS position FROM d.logs WHERE ${allOf(where)}
      ORDER BY ts_ns ${order}, rowid ${order} LIMIT ${PAGE_ROWS}`,
      parameters.values,
      parameters.types,
    );
    for (const row of rows) {
      const fields = { ...streams.get(row.stream), ...parseLabels(row.meta) };
      if (matchesLine(query.lineFilters, row.line) && matchesLabels(query.fieldFilters, fields)) yield row;
    }
    after = rows.at(-1);
    if (rows.length < PAGE_ROWS || after === undefined) return;
  }
}

/** What SQL can narrow down; everything is checked again on the rows. */
function conditions(
  range: RangeQuery,
  query: LogQuery,
  streams: ReadonlyMap<number, Labels>,
  parameters: Parameters,
): string[] {
  const list = [
    `ts_ns >= ${parameters.bind(range.startNs, BIGINT)}`,
    `ts_ns < ${parameters.bind(range.endNs, BIGINT)}`,
    `stream IN (${[...streams.keys()].join(', ')})`,
  ];
  for (const { op, value } of query.lineFilters) {
    if (op === '|=') list.push(`contains(line, ${parameters.bind(value, VARCHAR)})`);
  }
  for (const { name, op, value } of query.fieldFilters) {
    if (op !== '=' || value === '') continue;
    const labelled = [...streams].filter(([, labels]) => Object.hasOwn(labels, name)).map(([id]) => id);
    const inMetadata =
      name === LOG_TRACE_ID && isTraceId(value)
        ? `trace_id = ${parameters.bind(idToNumber(value), UHUGEINT)}`
        : `list_contains(meta_h, ${parameters.bind(hashTag(name, value), UINTEGER)})`;
    list.push(`${inMetadata} OR stream IN (${[-1, ...labelled].join(', ')})`);
  }
  return list;
}
