import { ATTR_SERVICE_NAME } from '@throughline/semconv';
import { spanIdToHex, traceIdToHex } from '../../model/ids.js';
import { attributeTags, spanTags, type Tag } from '../../model/tags.js';
import type { StoredResource, StoredSpan } from '../StoredSpan.js';

/** A trace as Jaeger 1.x's `/api/traces` gives it. Times are microseconds. */
export interface JaegerTrace {
  readonly traceID: string;
  readonly spans: readonly JaegerSpan[];
  readonly processes: Readonly<Record<string, JaegerProcess>>;
  readonly warnings: null;
}

export interface JaegerProcess {
  readonly serviceName: string;
  readonly tags: readonly Tag[];
}

export interface JaegerSpan {
  readonly traceID: string;
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly {
    readonly refType: 'CHILD_OF' | 'FOLLOWS_FROM';
    readonly traceID: string;
    readonly spanID: string;
  }[];
  readonly startTime: number;
  readonly duration: number;
  readonly tags: readonly Tag[];
  readonly logs: readonly { readonly timestamp: number; readonly fields: readonly Tag[] }[];
  readonly processID: string;
  readonly warnings: null;
}

/** Makes Jaeger's form of one trace's spans. */
export function toJaegerTrace(
  spans: readonly StoredSpan[],
  resources: ReadonlyMap<number, StoredResource>,
): JaegerTrace {
  const processIds = new Map<number, string>();
  const processes: Record<string, JaegerProcess> = {};
  for (const { resource, service } of spans) {
    if (processIds.has(resource)) continue;
    const id = `p${processIds.size + 1}`;
    processIds.set(resource, id);
    const attributes = resources.get(resource)?.attributes ?? [];
    processes[id] = {
      serviceName: service,
      tags: attributeTags(attributes.filter(({ key }) => key !== ATTR_SERVICE_NAME)),
    };
  }
  return {
    traceID: spans[0] === undefined ? '' : traceIdToHex(spans[0].traceId),
    spans: spans.map((span) => toJaegerSpan(span, processIds.get(span.resource) ?? '')),
    processes,
    warnings: null,
  };
}

function toJaegerSpan(span: StoredSpan, processID: string): JaegerSpan {
  const traceID = traceIdToHex(span.traceId);
  const parent =
    span.parentId === 0n
      ? []
      : [{ refType: 'CHILD_OF' as const, traceID, spanID: spanIdToHex(span.parentId) }];
  const links = span.detail.links.map((link) => ({
    refType: 'FOLLOWS_FROM' as const,
    traceID: link.traceId,
    spanID: link.spanId,
  }));
  return {
    traceID,
    spanID: spanIdToHex(span.spanId),
    operationName: span.name,
    references: [...parent, ...links],
    startTime: toMicros(span.startNs),
    duration: toMicros(span.durationNs),
    tags: spanTags(span.kind, span.status, span.detail),
    logs: span.detail.events.map((event) => ({
      timestamp: toMicros(BigInt(event.timeUnixNano)),
      fields: [
        ...(event.name === '' ? [] : [{ key: 'event', type: 'string' as const, value: event.name }]),
        ...attributeTags(event.attributes),
      ],
    })),
    processID,
    warnings: null,
  };
}

function toMicros(nanos: bigint): number {
  return Number(nanos / 1000n);
}
