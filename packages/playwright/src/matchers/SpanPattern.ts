import type { SpanKind, TagValue } from '../query/Trace.js';

/** What a span should look like. What is left out may be anything; a `RegExp` is looked for anywhere in the text. */
export interface SpanPattern {
  readonly name?: string | RegExp;
  readonly service?: string | RegExp;
  readonly kind?: SpanKind;
  /** Whether its status is an error. */
  readonly error?: boolean;
  /** Tags that it has, among others. A `RegExp` is tested on the value as text. */
  readonly attributes?: Readonly<Record<string, TagValue | RegExp>>;
}

/** A span and the spans below it. Other spans may be there too; each part of a pattern needs a span of its own. */
export interface SpanTreePattern extends SpanPattern {
  /** Spans whose parent is this span. */
  readonly children?: readonly SpanTreePattern[];
  /** Spans somewhere below this span. */
  readonly descendants?: readonly SpanTreePattern[];
}
