import type { LogAttributes } from '../../process/cleanAttributes.js';

/** What a vital came to, in milliseconds (CLS: a score), and why. */
export interface Measurement {
  readonly value: number;
  readonly attributes: LogAttributes;
}

/** One of the five vitals, measured from the document's start on. */
export interface WebVital {
  /** As OpenTelemetry's conventions write it. */
  readonly name: 'ttfb' | 'fcp' | 'lcp' | 'inp' | 'cls';
  /** Up to the first it is good, beyond the second poor (web.dev). */
  readonly bounds: readonly [number, number];
  /** The value so far; `undefined` when the page or the browser gave none. */
  measure(): Measurement | undefined;
  /** The back/forward cache brought the page back: begins anew. `paintMillis` is from there to the next paint. */
  restart(paintMillis: number): void;
}
