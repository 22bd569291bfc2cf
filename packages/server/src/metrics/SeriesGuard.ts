import type { MetricOptions } from './MetricOptions.js';

/** Label value for what is over a cap or not on a list. */
export const OTHER = 'other';
const DEFAULT_MAX_SERIES = 1_000;
const SEPARATOR = '\u0000';

export type Labels = Record<string, string>;

interface Series {
  readonly labels: Labels;
  writtenMillis: number;
}

/** Decides which label sets a metric has: within the cap, of allowed values, not idle for too long. */
export class SeriesGuard {
  readonly #series = new Map<string, Series>();
  readonly #labels: readonly string[];
  readonly #allowed: Readonly<Record<string, ReadonlySet<string>>>;
  readonly #max: number;
  readonly #other: Labels;

  constructor(
    readonly options: MetricOptions,
    /** A new label set was beyond the cap. */
    readonly onOverflow: () => void,
    readonly now: () => number = () => performance.now(),
  ) {
    this.#labels = options.labels ?? [];
    this.#max = options.maxSeries ?? DEFAULT_MAX_SERIES;
    this.#other = Object.fromEntries(this.#labels.map((label) => [label, OTHER]));
    this.#allowed = Object.fromEntries(
      Object.entries(options.values ?? {}).map(([label, values]) => [label, new Set(values)]),
    );
  }

  /**
   * The labels to write under; one object per label set, so that a caller can keep what it derives from it.
   * `undefined` when a label is missing or unknown.
   */
  admit(given: Readonly<Record<string, unknown>>): Labels | undefined {
    let key = '';
    for (const label of this.#labels) {
      const value = this.#valueOf(label, given[label]);
      if (value === undefined) return undefined;
      key += value + SEPARATOR;
    }
    const known = this.#series.get(key);
    if (known) {
      if (this.options.idleMillis !== undefined) known.writtenMillis = this.now();
      return known.labels;
    }
    for (const label in given) if (!this.#labels.includes(label)) return undefined;
    if (this.#series.size >= this.#max && this.#labels.length > 0) {
      this.onOverflow();
      return this.#other;
    }
    const labels: Labels = {};
    for (const label of this.#labels) labels[label] = this.#valueOf(label, given[label]) ?? OTHER;
    this.#series.set(key, { labels, writtenMillis: this.now() });
    return labels;
  }

  /** Forgets a label set; returns its labels when there was one. */
  forget(given: Readonly<Record<string, unknown>>): Labels | undefined {
    const key = this.#labels.map((label) => (this.#valueOf(label, given[label]) ?? '') + SEPARATOR).join('');
    const found = this.#series.get(key);
    this.#series.delete(key);
    return found?.labels;
  }

  /** Forgets and returns the label sets that were not written for `idleMillis`. */
  expire(): Labels[] {
    const { idleMillis } = this.options;
    if (idleMillis === undefined) return [];
    const limit = this.now() - idleMillis;
    const expired: Labels[] = [];
    for (const [key, { labels, writtenMillis }] of this.#series) {
      if (writtenMillis > limit) continue;
      this.#series.delete(key);
      expired.push(labels);
    }
    return expired;
  }

  #valueOf(label: string, value: unknown): string | undefined {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return undefined;
    const text = String(value);
    const allowed = this.#allowed[label];
    return allowed && !allowed.has(text) ? OTHER : text;
  }
}
