/** An example of what was measured, with the labels that lead to it (`trace_id`, `span_id`). */
export interface ParsedExemplar {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly timestampMillis?: number;
}

/** One line of an exposition. Its name may carry a suffix of its family's type (`_bucket`, `_total`). */
export interface ParsedSample {
  readonly name: string;
  /** Has no prototype: a label may be called `__proto__`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly timestampMillis?: number;
  readonly exemplar?: ParsedExemplar;
}

/** Types of OpenMetrics 1.0; `untyped` of the older text format is read as `unknown`. */
export type MetricType =
  | 'counter'
  | 'gauge'
  | 'histogram'
  | 'gaugehistogram'
  | 'summary'
  | 'info'
  | 'stateset'
  | 'unknown';

/** A metric with its samples. */
export interface ParsedFamily {
  readonly name: string;
  readonly type: MetricType;
  /** Empty where the page has none. */
  readonly help: string;
  readonly unit?: string;
  readonly samples: readonly ParsedSample[];
}
