import type { Span, SpanKind, Tags, TagValue, Trace } from './Trace.js';

/** Jaeger's JSON model of a trace (`model/json` of Jaeger), as far as it is read here. */
export interface JaegerTrace {
  traceID: string;
  spans?: JaegerSpan[] | null;
  processes?: Record<string, { serviceName?: string; tags?: JaegerTag[] | null }>;
}
interface JaegerSpan {
  traceID: string;
  spanID: string;
  operationName: string;
  references?: { refType: string; traceID: string; spanID: string }[] | null;
  startTime: number;
  duration: number;
  tags?: JaegerTag[] | null;
  logs?: { timestamp: number; fields?: JaegerTag[] | null }[] | null;
  processID?: string;
}
interface JaegerTag {
  key: string;
  value: TagValue;
}

const KINDS: ReadonlySet<string> = new Set<SpanKind>([
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
]);

type OpenSpan = Omit<Span, 'children'> & { readonly children: OpenSpan[] };

/** Builds the tree. Spans that are each other's parents are cut apart, so that every span is below a root. */
export function toTrace(json: JaegerTrace): Trace {
  const traceId = padId(json.traceID, 32);
  const spans = (json.spans ?? [])
    .map((span) => toSpan(span, json, traceId))
    .sort((a, b) => a.startUnixMicros - b.startUnixMicros || b.durationMicros - a.durationMicros);
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const roots: OpenSpan[] = [];
  for (const span of spans) {
    const parent = span.parentSpanId === undefined ? undefined : byId.get(span.parentSpanId);
    if (parent === undefined || isAncestor(span, parent, byId)) roots.push(span);
    else parent.children.push(span);
  }
  const start = spans[0]?.startUnixMicros ?? 0;
  const end = spans.reduce(
    (latest, span) => Math.max(latest, span.startUnixMicros + span.durationMicros),
    start,
  );
  return {
    traceId,
    spans,
    roots,
    services: [...new Set(spans.map((span) => span.service))],
    startUnixMicros: start,
    durationMicros: end - start,
  };
}

function toSpan(json: JaegerSpan, trace: JaegerTrace, traceId: string): OpenSpan {
  const process = trace.processes?.[json.processID ?? ''];
  const tags = toTags(json.tags);
  const references = (json.references ?? []).map((reference) => ({
    type: reference.refType,
    traceId: padId(reference.traceID, 32),
    spanId: padId(reference.spanID, 16),
  }));
  const parent = references.find(
    (reference) => reference.type === 'CHILD_OF' && reference.traceId === traceId,
  );
  return {
    traceId,
    spanId: padId(json.spanID, 16),
    ...(parent === undefined ? {} : { parentSpanId: parent.spanId }),
    name: json.operationName,
    service: process?.serviceName ?? '',
    kind: toKind(tags['span.kind']),
    startUnixMicros: json.startTime,
    durationMicros: json.duration,
    error: tags['otel.status_code'] === 'ERROR' || tags.error === true || tags.error === 'true',
    tags,
    processTags: toTags(process?.tags),
    logs: (json.logs ?? []).map((log) => {
      const fields = toTags(log.fields);
      return { timeUnixMicros: log.timestamp, name: String(fields.event ?? ''), tags: fields };
    }),
    links: references
      .filter((reference) => reference !== parent)
      .map(({ traceId, spanId }) => ({ traceId, spanId })),
    children: [],
  };
}

function toTags(tags: readonly JaegerTag[] | null | undefined): Tags {
  return Object.fromEntries((tags ?? []).map((tag) => [tag.key, tag.value]));
}

function toKind(value: TagValue | undefined): SpanKind {
  return typeof value === 'string' && KINDS.has(value) ? (value as SpanKind) : 'internal';
}

/** Jaeger 1 writes ids without leading zeros. */
function padId(id: string, digits: number): string {
  return id.toLowerCase().padStart(digits, '0');
}

/** Whether `span` is `of` itself or above it, in what the spans say of their parents. */
function isAncestor(span: OpenSpan, of: OpenSpan, byId: ReadonlyMap<string, OpenSpan>): boolean {
  const seen = new Set<OpenSpan>();
  for (let at: OpenSpan | undefined = of; at !== undefined && !seen.has(at); ) {
    if (at === span) return true;
    seen.add(at);
    at = at.parentSpanId === undefined ? undefined : byId.get(at.parentSpanId);
  }
  return false;
}
