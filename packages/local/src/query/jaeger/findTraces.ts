import { BIGINT, UINTEGER, VARCHAR } from '@duckdb/node-api';
import { hashTag } from '../../model/hashTag.js';
import { attributeTags, spanTags, type Tag } from '../../model/tags.js';
import { allOf, Parameters } from '../Parameters.js';
import {
  readResources,
  readSpans,
  type Source,
  type StoredResource,
  type StoredSpan,
} from '../StoredSpan.js';
import { type JaegerTrace, toJaegerTrace } from './toJaegerTrace.js';

/** What `/api/traces` of Jaeger 1.x filters by: one span of the trace fulfils all of it. */
export interface TraceQuery {
  readonly service: string;
  readonly operation?: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly startNs: bigint;
  readonly endNs: bigint;
  readonly minDurationNs?: bigint;
  readonly maxDurationNs?: bigint;
  readonly limit: number;
}

/** Traces with a span that fulfils the query, newest first. */
export async function findTraces(source: Source, query: TraceQuery): Promise<JaegerTrace[]> {
  const resources = await readResources(source);
  const parameters = new Parameters();
  const where = allOf(conditions(query, resources, parameters));
  const ids = await source.select<{ id: bigint }>(
    `SELECT trace_id AS id FROM d.spans WHERE ${where} GROUP BY trace_id
    ORDER BY max(start_ns) DESC LIMIT ${query.limit}`,
    parameters.values,
    parameters.types,
  );
  const traces = byTrace(
    await readSpans(
      source,
      ids.map(({ id }) => id),
    ),
  );
  return ids.flatMap(({ id }) => {
    const spans = traces.get(id) ?? [];
    // The search was by hash: a hit is one only if a span really carries the tags.
    return spans.some((span) => carries(span, query, resources)) ? [toJaegerTrace(spans, resources)] : [];
  });
}

/** One trace, or `undefined` where nothing of it is stored. */
export async function getTrace(source: Source, traceId: bigint): Promise<JaegerTrace | undefined> {
  const spans = await readSpans(source, [traceId]);
  if (spans.length === 0) return undefined;
  return toJaegerTrace(
    spans,
    await readResources(
      source,
      spans.map(({ resource }) => resource),
    ),
  );
}

/** Names of all services that spans came from. */
export async function listServices(source: Source): Promise<string[]> {
  const rows = await source.select<{ name: string }>('SELECT DISTINCT name FROM d.resources ORDER BY name');
  return rows.map(({ name }) => name);
}

/** Most operations that are listed: span names may hold ids. */
const MAX_OPERATIONS = 10_000;

export async function listOperations(source: Source, service: string): Promise<string[]> {
  const rows = await source.select<{ name: string }>(
    `SELECT DISTINCT name FROM d.spans WHERE service = $1 ORDER BY name LIMIT ${MAX_OPERATIONS}`,
    [service],
    [VARCHAR],
  );
  return rows.map(({ name }) => name);
}

function conditions(
  query: TraceQuery,
  resources: ReadonlyMap<number, StoredResource>,
  parameters: Parameters,
): string[] {
  const list = [`service = ${parameters.bind(query.service, VARCHAR)}`];
  const compare = (column: string, value: bigint | undefined) => {
    if (value !== undefined) list.push(`${column} ${parameters.bind(value, BIGINT)}`);
  };
  if (query.operation !== undefined) list.push(`name = ${parameters.bind(query.operation, VARCHAR)}`);
  compare('start_ns >=', query.startNs);
  compare('start_ns <=', query.endNs);
  compare('dur_ns >=', query.minDurationNs);
  compare('dur_ns <=', query.maxDurationNs);
  for (const { key, value } of query.tags) {
    const holders = [...resources].filter(([, { attributes }]) => has(attributeTags(attributes), key, value));
    const ids = [-1, ...holders.map(([id]) => id)].join(', ');
    const hash = parameters.bind(hashTag(key, value), UINTEGER);
    list.push(`list_contains(tag_h, ${hash}) OR resource IN (${ids})`);
  }
  return list;
}

function carries(
  span: StoredSpan,
  query: TraceQuery,
  resources: ReadonlyMap<number, StoredResource>,
): boolean {
  if (query.tags.length === 0) return true;
  if (span.service !== query.service) return false;
  const { detail } = span;
  const tags: Tag[] = [
    ...spanTags(span.kind, span.status, detail),
    ...detail.events.flatMap((event) => [
      { key: 'event', type: 'string' as const, value: event.name },
      ...attributeTags(event.attributes),
    ]),
    ...attributeTags(resources.get(span.resource)?.attributes ?? []),
  ];
  return query.tags.every(({ key, value }) => has(tags, key, value));
}

function has(tags: readonly Tag[], key: string, value: string): boolean {
  return tags.some((tag) => tag.key === key && String(tag.value) === value);
}

function byTrace(spans: readonly StoredSpan[]): Map<bigint, StoredSpan[]> {
  const traces = new Map<bigint, StoredSpan[]>();
  for (const span of spans) {
    const known = traces.get(span.traceId);
    if (known) known.push(span);
    else traces.set(span.traceId, [span]);
  }
  return traces;
}
