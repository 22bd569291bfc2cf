/** What is stored, before numbers stand for dictionary entries. Times are Unix nanoseconds unless the name says otherwise. */

/** An entry of a dictionary: equal `name` and `body` mean the same entry. */
export interface Entry {
  readonly name: string;
  /** JSON text. */
  readonly body: string;
}

export interface SpanRow {
  readonly traceId: bigint;
  readonly spanId: bigint;
  /** 0 where there is none. */
  readonly parentId: bigint;
  readonly startNs: bigint;
  readonly durationNs: bigint;
  /** `SPAN_KIND` of OTLP. */
  readonly kind: number;
  /** `STATUS_CODE` of OTLP. */
  readonly status: number;
  /** Name: the service. Body: OTLP attributes. */
  readonly resource: Entry;
  readonly name: string;
  readonly method: string | null;
  readonly route: string | null;
  readonly httpStatus: number | null;
  /** JSON text of `SpanDetail`. */
  readonly detail: string;
  /** What a text search looks in: lower case. */
  readonly search: string;
  readonly tagHashes: readonly number[];
}

export interface LogRow {
  readonly timeNs: bigint;
  /** Name: empty. Body: labels, as JSON with sorted keys. */
  readonly stream: Entry;
  readonly traceId: bigint | null;
  readonly line: string;
  /** Structured metadata as JSON, `''` where there is none. */
  readonly meta: string;
  readonly metaHashes: readonly number[];
}

export interface SampleRow {
  /** Name: the metric. Body: labels, as JSON with sorted keys. */
  readonly series: Entry;
  readonly timeMs: bigint;
  readonly value: number;
}

export interface ExemplarRow extends SampleRow {
  readonly traceId: bigint | null;
  /** JSON text. */
  readonly labels: string;
}

/** Rows that are committed together. */
export interface Batch {
  readonly spans?: readonly SpanRow[];
  readonly logs?: readonly LogRow[];
  readonly samples?: readonly SampleRow[];
  readonly exemplars?: readonly ExemplarRow[];
}
