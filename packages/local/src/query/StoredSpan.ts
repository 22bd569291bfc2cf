import type { KeyValue } from '@throughline/otlp';
import { parseSpanDetail, type SpanDetail } from '../model/SpanDetail.js';
import type { Store } from '../store/Store.js';
import { Parameters } from './Parameters.js';

/** Reading access to the store. */
export type Source = Pick<Store, 'select'>;

/** A span as it was stored. */
export interface StoredSpan {
  readonly traceId: bigint;
  readonly spanId: bigint;
  /** 0 where there is none. */
  readonly parentId: bigint;
  readonly startNs: bigint;
  readonly durationNs: bigint;
  readonly kind: number;
  readonly status: number;
  readonly service: string;
  readonly name: string;
  /** Key into the resources that were read with it. */
  readonly resource: number;
  readonly detail: SpanDetail;
}

export interface StoredResource {
  readonly name: string;
  readonly attributes: readonly KeyValue[];
}

/** Most spans that one answer holds: an answer must fit into memory however long a trace is. */
const MAX_SPANS = 50_000;

/** All spans of some traces, by start. A span that was sent twice is there once. */
export async function readSpans(source: Source, traceIds: readonly bigint[]): Promise<StoredSpan[]> {
  if (traceIds.length === 0) return [];
  const parameters = new Parameters();
  const rows = await source.select<Omit<StoredSpan, 'detail'> & { detail: string }>(
    `SELECT trace_id AS "traceId", span_id AS "spanId", parent_id AS "parentId", start_ns AS "startNs",
      dur_ns AS "durationNs", kind, status, service, name, resource, detail
    FROM d.spans WHERE trace_id IN ${parameters.bindIds(traceIds)} ORDER BY start_ns LIMIT ${MAX_SPANS}`,
    parameters.values,
    parameters.types,
  );
  const seen = new Set<string>();
  const spans: StoredSpan[] = [];
  for (const row of rows) {
    // Senders repeat a batch when an answer got lost; zipkin-like shared ids differ in kind.
    const identity = `${row.traceId} ${row.spanId} ${row.startNs} ${row.durationNs} ${row.kind} ${row.name}`;
    if (seen.has(identity)) continue;
    seen.add(identity);
    spans.push({ ...row, detail: parseSpanDetail(row.detail) });
  }
  return spans;
}

/** Resources by their number; all of them where `ids` is left out. */
export async function readResources(
  source: Source,
  ids?: Iterable<number>,
): Promise<Map<number, StoredResource>> {
  const wanted = ids === undefined ? undefined : [...new Set(ids)].map(Number);
  const where = wanted === undefined ? 'true' : `id IN (${[-1, ...wanted].join(', ')})`;
  const rows = await source.select<{ id: number; name: string; body: string }>(
    `SELECT id, name, body FROM d.resources WHERE ${where}`,
  );
  return new Map(
    rows.map(({ id, name, body }) => [id, { name, attributes: JSON.parse(body) as KeyValue[] }]),
  );
}
