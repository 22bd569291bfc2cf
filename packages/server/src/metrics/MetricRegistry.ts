import {
  HTTP_DURATION_BUCKETS,
  METRIC_COLLECT_ERRORS,
  METRIC_SERIES_OVERFLOW,
  type MetricDefinition,
} from '@throughline/semconv';
import {
  type OpenMetricsContentType,
  Counter as PromCounter,
  Gauge as PromGauge,
  Summary as PromSummary,
  Registry,
} from 'prom-client';
import { warnOnce } from '../delivery/warnOnce.js';
import { detached } from '../runtime/detached.js';
import { activeExemplar, type Exemplar } from './activeExemplar.js';
import { checkMetric, MetricDefinitionError } from './checkMetric.js';
import { definitionPlace } from './definitionPlace.js';
import { ExemplarHistogram } from './ExemplarHistogram.js';
import type {
  Counter,
  Distribution,
  Gauge,
  HistogramOptions,
  LabelValues,
  MetricOptions,
  MetricType,
  SummaryOptions,
} from './MetricOptions.js';
import { SeriesGuard } from './SeriesGuard.js';
import { workerId } from './workerId.js';
import { forget, write } from './writeGuarded.js';

interface Defined {
  readonly type: MetricType;
  readonly definition: string;
  readonly place: string;
  readonly metric: unknown;
}

/** A histogram whose exemplar the caller may choose; `null` for none. */
export interface GuardedHistogram {
  observe(labels: Readonly<Record<string, unknown>>, value: number, exemplar?: Exemplar | null): void;
}

/** A counter whose exemplar the caller may choose; `null` for none. */
export interface GuardedCounter {
  inc(labels: Readonly<Record<string, unknown>>, value?: number, exemplar?: Exemplar | null): void;
}

/** The process's metrics: get-or-create, checked names, capped series, exemplars by themselves. */
export class MetricRegistry {
  /** Of OpenMetrics type: exemplars are printed by no other, and the type cannot be chosen by scrape. */
  readonly prom = new Registry<OpenMetricsContentType>();
  readonly #defined = new Map<string, Defined>();
  readonly #overflows: PromCounter;
  readonly #collectErrors: PromCounter;

  constructor() {
    this.prom.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
    const worker = workerId();
    if (worker !== undefined) this.prom.setDefaultLabels({ worker_id: worker });
    this.#overflows = this.#own(METRIC_SERIES_OVERFLOW);
    this.#collectErrors = this.#own(METRIC_COLLECT_ERRORS);
  }

  counter<L extends string = never>(options: MetricOptions<L>): Counter<L> {
    return this.#counter(options);
  }

  /** The same counter, for who chooses its exemplars. */
  guardedCounter(options: MetricOptions): GuardedCounter {
    return this.#counter(options);
  }

  #counter<L extends string = never>(options: MetricOptions<L>): Counter<L> & GuardedCounter {
    return this.#getOrCreate('counter', options, () => {
      const made = new PromCounter({ ...promOptions(this.prom, options), enableExemplars: true, collect });
      const guard = this.#guard(options);
      function collect(): void {
        for (const labels of guard.expire()) made.remove(labels);
      }
      return {
        inc: (labels?: Readonly<Record<string, unknown>>, value = 1, exemplar?: Exemplar | null) =>
          write(options.name, guard, labels, isCount(value) ? value : Number.NaN, (admitted) => {
            const exemplarLabels = exemplar === undefined ? activeExemplar() : exemplar;
            // prom-client looks at the clock.
            detached(() =>
              made.inc({ labels: admitted, value, ...(exemplarLabels ? { exemplarLabels } : {}) }),
            );
          }),
        remove: (labels: LabelValues<L>) => forget(guard, labels, (known) => made.remove(known)),
      };
    });
  }

  gauge<L extends string = never>(options: MetricOptions<L>): Gauge<L> {
    return this.#getOrCreate('gauge', options, () => {
      const made = new PromGauge({ ...promOptions(this.prom, options), collect });
      const guard = this.#guard(options);
      function collect(): void {
        for (const labels of guard.expire()) made.remove(labels);
      }
      return {
        set: (labels, value) => write(options.name, guard, labels, value, (known) => made.set(known, value)),
        inc: (labels, value = 1) =>
          write(options.name, guard, labels, value, (known) => made.inc(known, value)),
        dec: (labels, value = 1) =>
          write(options.name, guard, labels, value, (known) => made.dec(known, value)),
        remove: (labels) => forget(guard, labels, (known) => made.remove(known)),
      };
    });
  }

  histogram<L extends string = never>(options: HistogramOptions<L>): Distribution<L> & GuardedHistogram {
    return this.#getOrCreate('histogram', options, () => {
      const guard = this.#guard(options);
      const { name, help, buckets = HTTP_DURATION_BUCKETS } = options;
      const made = new ExemplarHistogram(name, help, buckets, () => {
        for (const labels of guard.expire()) made.remove(labels);
      });
      // prom-client's type asks for its own class; its registry calls `get` and reads the name.
      this.prom.registerMetric(made as unknown as Parameters<typeof this.prom.registerMetric>[0]);
      return {
        observe: (labels: Readonly<Record<string, unknown>>, value: number, exemplar?: Exemplar | null) =>
          write(name, guard, labels, value, (known) => {
            made.observe(known, value, exemplar === undefined ? activeExemplar() : (exemplar ?? undefined));
          }),
        remove: (labels: LabelValues<L>) => forget(guard, labels, (known) => made.remove(known)),
      };
    });
  }

  summary<L extends string = never>(options: SummaryOptions<L>): Distribution<L> {
    return this.#getOrCreate('summary', options, () => {
      const percentiles = [...(options.percentiles ?? [0.5, 0.9, 0.99])];
      const made = new PromSummary({ ...promOptions(this.prom, options), percentiles, collect });
      const guard = this.#guard(options);
      function collect(): void {
        for (const labels of guard.expire()) made.remove(labels);
      }
      return {
        observe: (labels, value) =>
          write(options.name, guard, labels, value, (known) => detached(() => made.observe(known, value))),
        remove: (labels) => forget(guard, labels, (known) => made.remove(known)),
      };
    });
  }

  /** Takes a metric off the page; its name is free again. */
  remove(name: string): void {
    this.#defined.delete(name);
    // prom-client files a counter under its full name, whatever it calls itself while it prints.
    this.prom.removeSingleMetric(name);
  }

  /** The lines of one metric. */
  async print(name: string): Promise<string> {
    const metric = this.prom.getSingleMetric(name);
    if (!metric) return '';
    // In OpenMetrics a counter is named without its end, which the samples get back.
    if ('type' in metric && metric.type === 'counter')
      Object.assign(metric, { name: name.replace(/_total$/, '') });
    return this.prom.getSingleMetricAsString(name);
  }

  /** Names of all metrics, as they are defined. */
  names(): string[] {
    // The metrics' own names lose their `_total` when they are printed; the keys stay.
    return Object.keys((this.prom as unknown as { _metrics: object })._metrics);
  }

  /** Counts a metric that could not be collected. */
  countCollectError(metric: string): void {
    this.#collectErrors.inc({ labels: { metric }, value: 1 });
  }

  #getOrCreate<M>(type: MetricType, options: MetricOptions, create: () => M): M {
    const place = definitionPlace();
    const definition = canonical(type, options);
    const found = this.#defined.get(options.name);
    if (found) {
      if (found.definition === definition) return found.metric as M;
      throw new MetricDefinitionError(
        `metric ${JSON.stringify(options.name)} is defined twice, differently: at ${found.place} as ` +
          `${found.definition}, at ${place} as ${definition}`,
      );
    }
    checkMetric(type, options);
    const metric = create();
    this.#defined.set(options.name, { type, definition, place, metric });
    return metric;
  }

  #guard(options: MetricOptions): SeriesGuard {
    const { name } = options;
    return new SeriesGuard(options, () => {
      this.#overflows.inc({ labels: { metric: name }, value: 1 });
      warnOnce(
        `series/${name}`,
        `the metric ${name} has as many series as it may: new label sets go to "other"`,
      );
    });
  }

  #own({ name, help, labels }: MetricDefinition): PromCounter {
    return new PromCounter({
      name,
      help,
      labelNames: [...labels],
      registers: [this.prom],
      enableExemplars: true,
    });
  }
}

function promOptions(prom: Registry<OpenMetricsContentType>, { name, help, labels = [] }: MetricOptions) {
  return { name, help, labelNames: [...labels], registers: [prom] };
}

/** What makes two definitions the same, in a form that a message can show. */
function canonical(type: MetricType, options: HistogramOptions & SummaryOptions): string {
  const { name, help, labels = [], unit, buckets, percentiles } = options;
  return `${type} ${JSON.stringify({ name, help, labels: [...labels].sort(), unit, buckets, percentiles })}`;
}

/** Anything but a number would be turned into one, which not everything can be. */
function isCount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}
