import { BIGINT, UHUGEINT, VARCHAR } from '@duckdb/node-api';
import { STATUS_CODE } from '@throughline/otlp';
import type { TraceSummary } from '@throughline/viewer/api';
import { idToNumber } from '../../model/ids.js';
import { allOf, Parameters } from '../Parameters.js';
import type { Source } from '../StoredSpan.js';
import { summarize, type TraceTotals } from './summarize.js';

/** What the list of traces is filtered by. */
export interface TraceFilter {
  readonly service?: string;
  readonly text?: string;
  readonly minDurationNs?: bigint;
  readonly errorsOnly?: boolean;
}

export interface TraceListQuery extends TraceFilter {
  readonly limit: number;
  /** Only traces that began before, in Unix nanoseconds. */
  readonly beforeNs?: bigint;
  /** Only these. */
  readonly ids?: readonly bigint[];
}

/** Traces that pass the filter, newest first. */
export async function listTraces(source: Source, query: TraceListQuery): Promise<TraceSummary[]> {
  const parameters = new Parameters();
  const rows = await source.select<TraceTotals>(
    `SELECT trace_id AS id, min(start_ns) AS "startNs", max(start_ns + dur_ns) AS "endNs", count(*) AS spans
    FROM d.spans ${scope(query, parameters)} GROUP BY trace_id
    HAVING ${allOf(having(query, parameters))}
    ORDER BY min(start_ns) DESC LIMIT ${query.limit}`,
    parameters.values,
    parameters.types,
  );
  return summarize(source, rows);
}

/** Conditions on rows, where a trace's other spans are not needed to judge it. */
function scope({ ids }: TraceListQuery, parameters: Parameters): string {
  return ids === undefined ? '' : `WHERE trace_id IN ${parameters.bindIds(ids)}`;
}

/** Conditions on a whole trace: one of its spans may be of the service and another hold the text. */
function having(query: TraceListQuery, parameters: Parameters): string[] {
  const list: string[] = [];
  if (query.service) list.push(`bool_or(service = ${parameters.bind(query.service, VARCHAR)})`);
  if (query.errorsOnly) list.push(`bool_or(status = ${STATUS_CODE.ERROR})`);
  if (query.beforeNs !== undefined) list.push(`min(start_ns) < ${parameters.bind(query.beforeNs, BIGINT)}`);
  if (query.minDurationNs !== undefined) {
    const least = parameters.bind(query.minDurationNs, BIGINT);
    list.push(`max(start_ns + dur_ns) - min(start_ns) >= ${least}`);
  }
  if (query.text) list.push(textCondition(query.text.trim().toLowerCase(), parameters));
  return list;
}

function textCondition(text: string, parameters: Parameters): string {
  const inSpan = `bool_or(contains(search, ${parameters.bind(text, VARCHAR)}))`;
  if (!/^[0-9a-f]{1,32}$/.test(text)) return inSpan;
  const first = parameters.bind(idToNumber(text.padEnd(32, '0')), UHUGEINT);
  const last = parameters.bind(idToNumber(text.padEnd(32, 'f')), UHUGEINT);
  return `${inSpan} OR trace_id BETWEEN ${first} AND ${last}`;
}
