import type { MetricOptions } from './MetricOptions.js';

/** Label value for what is over a cap or not on a list. */
export const OTHER = 'other';
const DEFAULT_MAX_SERIES = 1_000;
/** Most ways of giving one label set that are remembered, on average. */
const MAX_ALIASES = 4;
const SEPARATOR = '\u0000';

export type Labels = Record<string, string>;

interface Series {
  readonly labels: Labels;
  writtenMillis: number;
}

/** Series by the values that were given for them, a level a label. */
type ByValue = Map<unknown, ByValue | Series>;

/** Decides which label sets a metric has: within the cap, of allowed values, not idle for too long. */
export class SeriesGuard {
  readonly #series = new Map<string, Series>();
  /** Found without making a key: a text that is put together is hashed anew each time. Bounded by the cap. */
  #byValue: ByValue = new Map();
  #aliases = 0;
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
    const series = this.#find(given) ?? this.#known(given);
    if (series) {
      if (this.options.idleMillis !== undefined) series.writtenMillis = this.now();
      return series.labels;
    }
    return this.#add(given);
  }

  /** By the very values. */
  #find(given: Readonly<Record<string, unknown>>): Series | undefined {
    let found: ByValue | Series | undefined = this.#byValue;
    for (const label of this.#labels) {
      if (!(found instanceof Map)) return undefined;
      found = found.get(given[label]);
    }
    return found instanceof Map ? undefined : found;
  }

  /** By what the values come to: `200` is `'200'`, and what is not on a list is `other`. */
  #known(given: Readonly<Record<string, unknown>>): Series | undefined {
    const key = this.#keyOf(given);
    const series = key === undefined ? undefined : this.#series.get(key);
    if (series) this.#remember(given, series);
    return series;
  }

  #remember(given: Readonly<Record<string, unknown>>, series: Series): void {
    const last = this.#labels.at(-1);
    if (last === undefined || this.#aliases >= this.#max * MAX_ALIASES) return;
    let level = this.#byValue;
    for (const label of this.#labels.slice(0, -1)) {
      let next = level.get(given[label]);
      if (!(next instanceof Map)) {
        next = new Map();
        level.set(given[label], next);
      }
      level = next;
    }
    level.set(given[last], series);
    this.#aliases += 1;
  }

  #add(given: Readonly<Record<string, unknown>>): Labels | undefined {
    const key = this.#keyOf(given);
    if (key === undefined) return undefined;
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

  /** `undefined` when a label is missing. */
  #keyOf(given: Readonly<Record<string, unknown>>): string | undefined {
    let key = '';
    for (const label of this.#labels) {
      const value = this.#valueOf(label, given[label]);
      if (value === undefined) return undefined;
      key += value + SEPARATOR;
    }
    return key;
  }

  /** Forgets a label set; returns its labels when there was one. */
  forget(given: Readonly<Record<string, unknown>>): Labels | undefined {
    const key = this.#labels.map((label) => (this.#valueOf(label, given[label]) ?? '') + SEPARATOR).join('');
    const found = this.#series.get(key);
    this.#series.delete(key);
    if (found) this.#forgetAliases();
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
    if (expired.length > 0) this.#forgetAliases();
    return expired;
  }

  #forgetAliases(): void {
    this.#byValue = new Map();
    this.#aliases = 0;
  }

  #valueOf(label: string, value: unknown): string | undefined {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      return undefined;
    const text = String(value);
    const allowed = this.#allowed[label];
    return allowed && !allowed.has(text) ? OTHER : text;
  }
}
