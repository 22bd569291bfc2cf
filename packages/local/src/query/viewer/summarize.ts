import { SPAN_KIND, STATUS_CODE } from '@throughline/otlp';
import type { ServiceCount, TraceSummary } from '@throughline/viewer/api';
import { traceIdToHex } from '../../model/ids.js';
import { Parameters } from '../Parameters.js';
import { readResources, type Source } from '../StoredSpan.js';
import { isBrowser } from './isBrowser.js';

/** What the list found of a trace. */
export interface TraceTotals {
  readonly id: bigint;
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly spans: bigint;
}

interface RootRow {
  readonly id: bigint;
  readonly rootService: string;
  readonly rootName: string;
  readonly errors: bigint;
  readonly spans: bigint;
  readonly http: { method: string | null; route: string | null; status: number | null } | null;
}

/** Completes traces that a list found to summaries, in the same order. */
export async function summarize(source: Source, totals: readonly TraceTotals[]): Promise<TraceSummary[]> {
  if (totals.length === 0) return [];
  const ids = totals.map(({ id }) => id);
  const [roots, services, logs] = await Promise.all([
    readRoots(source, totals),
    readServices(source, totals),
    readLogCounts(source, ids),
  ]);
  return totals.flatMap(({ id, startNs, endNs }) => {
    const root = roots.get(id);
    if (root === undefined) return [];
    return {
      traceId: traceIdToHex(id),
      rootService: root.rootService,
      rootName: root.rootName,
      http: root.http && {
        method: root.http.method ?? '',
        route: root.http.route ?? '',
        statusCode: root.http.status,
      },
      startUnixNano: startNs.toString(),
      durationNs: Number(endNs - startNs),
      spanCount: Number(root.spans),
      errorCount: Number(root.errors),
      logCount: logs.get(id) ?? 0,
      services: services.get(id) ?? [],
    };
  });
}

/** Times that hold every span of the traces: DuckDB skips what lies outside without reading it. */
function within(totals: readonly TraceTotals[], parameters: Parameters): string {
  let first = totals[0]?.startNs ?? 0n;
  let last = first;
  for (const { startNs, endNs } of totals) {
    if (startNs < first) first = startNs;
    if (endNs > last) last = endNs;
  }
  const ids = parameters.bindIds(totals.map(({ id }) => id));
  return `trace_id IN ${ids} AND start_ns BETWEEN ${first} AND ${last}`;
}

async function readRoots(source: Source, totals: readonly TraceTotals[]): Promise<Map<bigint, RootRow>> {
  const parameters = new Parameters();
  // The root: no parent, then a parent that has not arrived, then the earliest. A sender may repeat a span: `any_value`.
  const rows = await source.select<
    Omit<RootRow, 'http'> & {
      method: string | null;
      route: string | null;
      httpStatus: number | null;
      server: boolean;
    }
  >(
    `WITH found AS (
      SELECT trace_id, span_id, parent_id, start_ns, kind, status, service, name, method, route, http_status
      FROM d.spans WHERE ${within(totals, parameters)}
    ), spans AS (
      SELECT trace_id, span_id, any_value(COLUMNS(* EXCLUDE (trace_id, span_id))) FROM found GROUP BY trace_id, span_id
    ), ranked AS (
      SELECT s.*, (CASE WHEN s.parent_id = 0 THEN 0 WHEN p.span_id IS NULL THEN 1 ELSE 2 END, s.start_ns) AS rank
      FROM spans s LEFT JOIN spans p ON p.trace_id = s.trace_id AND p.span_id = s.parent_id
    )
    SELECT trace_id AS id, arg_min(service, rank) AS "rootService", left(arg_min(name, rank), 1000) AS "rootName",
      count(*) AS spans, count(*) FILTER (status = ${STATUS_CODE.ERROR}) AS errors,
      bool_or(kind = ${SPAN_KIND.SERVER} AND method IS NOT NULL) AS server,
      arg_min(method, start_ns) FILTER (kind = ${SPAN_KIND.SERVER} AND method IS NOT NULL) AS method,
      arg_min_null(route, start_ns) FILTER (kind = ${SPAN_KIND.SERVER} AND method IS NOT NULL) AS route,
      arg_min_null(http_status, start_ns) FILTER (kind = ${SPAN_KIND.SERVER} AND method IS NOT NULL) AS "httpStatus"
    FROM ranked GROUP BY trace_id`,
    parameters.values,
    parameters.types,
  );
  return new Map(
    rows.map(({ method, route, httpStatus, server, ...row }) => [
      row.id,
      { ...row, http: server ? { method, route, status: httpStatus } : null },
    ]),
  );
}

async function readServices(
  source: Source,
  totals: readonly TraceTotals[],
): Promise<Map<bigint, ServiceCount[]>> {
  const parameters = new Parameters();
  const rows = await source.select<{ id: bigint; resource: number; service: string; spans: bigint }>(
    `SELECT trace_id AS id, resource, service, count(DISTINCT span_id) AS spans FROM d.spans
    WHERE ${within(totals, parameters)} GROUP BY trace_id, resource, service ORDER BY min(start_ns)`,
    parameters.values,
    parameters.types,
  );
  const resources = await readResources(
    source,
    rows.map(({ resource }) => resource),
  );
  const traces = new Map<bigint, ServiceCount[]>();
  for (const { id, resource, service, spans } of rows) {
    const counts = traces.get(id) ?? [];
    traces.set(id, counts);
    // Two instances of a service are two resources and one service.
    const known = counts.find(({ name }) => name === service);
    if (known) known.spanCount += Number(spans);
    else
      counts.push({ name: service, browser: isBrowser(resources.get(resource)), spanCount: Number(spans) });
  }
  return traces;
}

async function readLogCounts(source: Source, ids: readonly bigint[]): Promise<Map<bigint, number>> {
  const parameters = new Parameters();
  const rows = await source.select<{ id: bigint; lines: bigint }>(
    `SELECT trace_id AS id, count(*) AS lines FROM d.logs WHERE trace_id IN ${parameters.bindIds(ids)} GROUP BY trace_id`,
    parameters.values,
    parameters.types,
  );
  return new Map(rows.map(({ id, lines }) => [id, Number(lines)]));
}
