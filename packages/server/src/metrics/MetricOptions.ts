/** What a metric is. The same definition twice is the same metric. */
export interface MetricOptions<L extends string = string> {
  /** Snake case, base units: `orders_total`, `payment_duration_seconds`. A counter ends in `_total`. */
  name: string;
  /** One sentence for the reader of the page. */
  help: string;
  /** Names of the labels. @defaultValue none */
  labels?: readonly L[];
  /** `seconds`, `bytes` ...: the name must end in it. */
  unit?: string;
  /** Most label sets; what is new beyond goes to `other` and is counted. @defaultValue 1000 */
  maxSeries?: number;
  /** Allowed values by label; any other value becomes `other`. */
  values?: Partial<Record<L, readonly string[]>>;
  /** A series that was not written for so long is removed, in milliseconds. @defaultValue never */
  idleMillis?: number;
}

export interface HistogramOptions<L extends string = string> extends MetricOptions<L> {
  /** Upper bounds, rising. @defaultValue OpenTelemetry's for seconds, 5 ms to 10 s */
  buckets?: readonly number[];
}

export interface SummaryOptions<L extends string = string> extends MetricOptions<L> {
  /** @defaultValue 0.5, 0.9, 0.99 */
  percentiles?: readonly number[];
}

export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary';

export type LabelValues<L extends string> = Readonly<Record<L, string | number | boolean>>;

interface Removable<L extends string> {
  /** Takes a label set off the page. */
  remove(labels: LabelValues<L>): void;
}

/** Only rises. Writing never throws; a wrong value is said once on stderr and left out. */
export interface Counter<L extends string = never> extends Removable<L> {
  inc(labels?: LabelValues<L>, value?: number): void;
}

export interface Gauge<L extends string = never> extends Removable<L> {
  set(labels: LabelValues<L>, value: number): void;
  inc(labels?: LabelValues<L>, value?: number): void;
  dec(labels?: LabelValues<L>, value?: number): void;
}

/** A histogram or a summary. */
export interface Distribution<L extends string = never> extends Removable<L> {
  observe(labels: LabelValues<L>, value: number): void;
}
