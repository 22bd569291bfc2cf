/** What holds for the requests of some routes. */
export interface SamplingRule {
  /**
   * A path or a route template: `/api/poll`, `/items/[id]`, `/docs/[...slug]`, `/orders/:id`; `*` stands for a part of
   * one segment, `**` for any number of segments.
   */
  path: string;
  /** @defaultValue every method */
  method?: string;
  /** Share of traces, 0 to 1. @defaultValue the general one */
  ratio?: number;
  /** When such a request is slow, in milliseconds; `Infinity`: never. @defaultValue the general one */
  slowMillis?: number;
}

/** What can be set at start and changed while the process runs. */
export interface SamplingOptions {
  /** Share of the traces that start here, 0 to 1. */
  ratio?: number;
  /** The first rule that matches a request counts. Env `THROUGHLINE_SAMPLE_RULES` (`/api/poll=0,/checkout=1`). */
  rules?: readonly SamplingRule[];
  /**
   * How many traces a second callers may force by a sampled `traceparent`, on top of the own ratio of their requests.
   * `Infinity` trusts every caller. Env `THROUGHLINE_FORCED_TRACES_PER_SECOND`. @defaultValue 10
   */
  forcedPerSecond?: number;
  /** Export failed requests whole whatever the ratio. @defaultValue true */
  keepFailed?: boolean;
  /**
   * Export requests that took at least this long whole whatever the ratio, in milliseconds; `Infinity`: none. Env
   * `THROUGHLINE_SLOW_MILLIS`. @defaultValue 1000
   */
  slowMillis?: number;
}

/** The options with every default filled in. */
export type SamplingSettings = Readonly<Required<SamplingOptions>>;

export const DEFAULT_SAMPLING: SamplingSettings = {
  ratio: 1,
  rules: [],
  forcedPerSecond: 10,
  keepFailed: true,
  slowMillis: 1_000,
};
