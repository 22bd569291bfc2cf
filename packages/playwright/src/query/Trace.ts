/** Value of a tag as Jaeger's JSON carries it. */
export type TagValue = string | number | boolean;
export type Tags = Readonly<Record<string, TagValue>>;

/** OpenTelemetry's span kinds; a span that says none is `internal`. */
export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** An event on a span: an exception, for example. */
export interface SpanLog {
  readonly timeUnixMicros: number;
  /** The tag `event`, or an empty string. */
  readonly name: string;
  readonly tags: Tags;
}

/** A span of a trace, with the spans that it caused. */
export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  /** Set also when that span is not in the trace; then this one is among its roots. */
  readonly parentSpanId?: string;
  readonly name: string;
  readonly service: string;
  readonly kind: SpanKind;
  readonly startUnixMicros: number;
  readonly durationMicros: number;
  /** Whether its status is an error. */
  readonly error: boolean;
  readonly tags: Tags;
  /** What is said of the process: resource attributes. */
  readonly processTags: Tags;
  readonly logs: readonly SpanLog[];
  /** Other traces or spans that it points to without being their child. */
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** In order of their start. */
  readonly children: readonly Span[];
}

/** A trace as a tree. */
export interface Trace {
  readonly traceId: string;
  /** All spans, in order of their start. */
  readonly spans: readonly Span[];
  /** Spans whose parent is not in the trace. One, if it is complete. */
  readonly roots: readonly Span[];
  /** In the order of their first span. */
  readonly services: readonly string[];
  readonly startUnixMicros: number;
  /** From the first start to the last end. */
  readonly durationMicros: number;
}
