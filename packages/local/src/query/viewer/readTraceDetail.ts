import { fromKeyValues, type KeyValue, STATUS_CODE } from '@throughline/otlp';
import type { Attributes, Span, SpanKind, TraceDetail, TraceService } from '@throughline/viewer/api';
import { spanIdToHex, traceIdToHex } from '../../model/ids.js';
import { spanKindName } from '../../model/tags.js';
import { readResources, readSpans, type Source, type StoredSpan } from '../StoredSpan.js';
import { isBrowser } from './isBrowser.js';
import { readTraceExemplars } from './readTraceExemplars.js';
import { readTraceLogs } from './readTraceLogs.js';

/** Everything about one trace; `undefined` where neither a span nor a line of it is stored. */
export async function readTraceDetail(source: Source, traceId: bigint): Promise<TraceDetail | undefined> {
  const [stored, logs, exemplars] = await Promise.all([
    readSpans(source, [traceId]),
    readTraceLogs(source, traceId),
    readTraceExemplars(source, traceId),
  ]);
  if (stored.length === 0 && logs.length === 0) return undefined;
  const resources = await readResources(
    source,
    stored.map(({ resource }) => resource),
  );
  const services: TraceService[] = [];
  const indexes = new Map<string, number>();
  for (const { service, resource } of stored) {
    if (indexes.has(service)) continue;
    indexes.set(service, services.length);
    const found = resources.get(resource);
    services.push({
      name: service,
      browser: isBrowser(found),
      resource: toAttributes(found?.attributes ?? []),
    });
  }
  const start = stored[0]?.startNs ?? BigInt(logs[0]?.timeUnixNano ?? 0);
  let end = start;
  for (const { startNs, durationNs } of stored) {
    if (startNs + durationNs > end) end = startNs + durationNs;
  }
  return {
    traceId: traceIdToHex(traceId),
    startUnixNano: start.toString(),
    durationNs: Number(end - start),
    services,
    spans: stored.map((span) => toSpan(span, indexes.get(span.service) ?? 0)),
    logs,
    exemplars,
  };
}

const STATUSES: Readonly<Record<number, Span['status']>> = {
  [STATUS_CODE.OK]: 'ok',
  [STATUS_CODE.ERROR]: 'error',
};

function toSpan(span: StoredSpan, service: number): Span {
  const { detail } = span;
  return {
    spanId: spanIdToHex(span.spanId),
    parentSpanId: span.parentId === 0n ? null : spanIdToHex(span.parentId),
    service,
    name: span.name,
    kind: (spanKindName(span.kind) ?? 'internal') as SpanKind,
    startUnixNano: span.startNs.toString(),
    durationNs: Number(span.durationNs),
    status: STATUSES[span.status] ?? 'unset',
    statusMessage: detail.statusMessage,
    scope: detail.scope,
    attributes: toAttributes(detail.attributes),
    events: detail.events.map((event) => ({
      timeUnixNano: String(event.timeUnixNano),
      name: event.name,
      attributes: toAttributes(event.attributes),
    })),
    links: detail.links.map((link) => ({
      traceId: link.traceId,
      spanId: link.spanId,
      attributes: toAttributes(link.attributes),
    })),
  };
}

/** JSON knows no integers past 2^53: they are text here. */
function toAttributes(list: readonly KeyValue[]): Attributes {
  const text = JSON.stringify(fromKeyValues([...list]), (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return JSON.parse(text) as Attributes;
}
