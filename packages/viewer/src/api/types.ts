/**
 * The viewer's own API: JSON over HTTP under `/api/viewer/v1`, served by the embedded backend.
 * Unix nanoseconds are decimal strings (they pass 2^53); durations are nanoseconds as numbers.
 * Errors are `{ error: { message: string } }` with a 4xx or 5xx status; `message` says what to do.
 */

export type Attribute = string | number | boolean | null | Attribute[] | { [key: string]: Attribute };
export type Attributes = { [key: string]: Attribute };
export type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

export interface ServiceCount {
  name: string;
  /** Spans of a web page: `telemetry.sdk.language` is `webjs`. */
  browser: boolean;
  spanCount: number;
}

/** One row of the live list. */
export interface TraceSummary {
  traceId: string;
  /** Service and name of the root: the span without a parent, or the earliest where its parent has not arrived. */
  rootService: string;
  rootName: string;
  /** HTTP method, route and status of the first SERVER span, where there is one. */
  http: { method: string; route: string; statusCode: number | null } | null;
  startUnixNano: string;
  durationNs: number;
  spanCount: number;
  errorCount: number;
  logCount: number;
  services: ServiceCount[];
}

/**
 * `GET /traces?service=&q=&minDurationMs=&errors=1&limit=100&before=<unixNano>`: newest first.
 * `q` matches trace id (whole or prefix), span names, and attribute values, case-insensitively.
 */
export interface TraceListResponse {
  traces: TraceSummary[];
  /** Pass as `before` for the next page; absent on the last. */
  nextBefore?: string;
  /** All services seen, for the filter, by name. */
  services: { name: string; browser: boolean }[];
}

/**
 * `GET /live` (Server-Sent Events, same query parameters but `limit` and `before`): an event `traces` whose data
 * is `TraceSummary[]` of traces that are new or changed, at most every 500 ms; `ping` every 15 s.
 */
export type LiveEvent = TraceSummary[];

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export interface SpanEvent {
  timeUnixNano: string;
  name: string;
  attributes: Attributes;
}

export interface SpanLink {
  traceId: string;
  spanId: string;
  attributes: Attributes;
}

export interface Span {
  spanId: string;
  parentSpanId: string | null;
  /** Index into `TraceDetail.services`. */
  service: number;
  name: string;
  kind: SpanKind;
  startUnixNano: string;
  durationNs: number;
  status: 'unset' | 'ok' | 'error';
  statusMessage: string;
  /** Instrumentation scope. */
  scope: string;
  attributes: Attributes;
  events: SpanEvent[];
  links: SpanLink[];
}

export interface LogLine {
  timeUnixNano: string;
  level: Level;
  service: string;
  source: 'browser' | 'server' | '';
  /** The line as a person reads it: a JSON line's `msg`, else the line itself. */
  message: string;
  /** The stored line, untouched. */
  line: string;
  spanId: string | null;
  /** Labels, structured metadata and the fields of a JSON line. */
  attributes: Attributes;
}

/** A histogram observation or counter increment that names this trace. */
export interface Exemplar {
  metric: string;
  labels: { [name: string]: string };
  value: number;
  unixMs: number;
  spanId: string | null;
}

export interface TraceService {
  name: string;
  browser: boolean;
  resource: Attributes;
}

/** `GET /traces/{traceId}`; 404 where nothing of the trace is stored. */
export interface TraceDetail {
  traceId: string;
  startUnixNano: string;
  durationNs: number;
  services: TraceService[];
  spans: Span[];
  logs: LogLine[];
  exemplars: Exemplar[];
}

/** `GET /status`: what the backend holds, for the footer and the empty state. */
export interface BackendStatus {
  version: string;
  /** Base URL that programs send OTLP and Loki pushes to. */
  endpoint: string;
  storage: 'disk' | 'memory';
  spans: number;
  logLines: number;
  samples: number;
  bytesOnDisk: number;
  scrapes: { url: string; lastSuccessUnixMs: number | null; lastError: string | null }[];
  rejected: { [reason: string]: number };
}
