import { unixNow } from '../runtime/UnixClock.js';
import type { Exemplar } from './activeExemplar.js';
import type { Labels } from './SeriesGuard.js';

interface KeptExemplar {
  labelSet: Exemplar;
  value: number;
  /** Unix seconds. */
  timestamp: number;
}

interface Cells {
  /** Not cumulative; the last one is above every bound. */
  readonly counts: number[];
  readonly exemplars: (KeptExemplar | undefined)[];
  sum: number;
}

/** One sample as prom-client's registry prints it. */
interface Sample {
  metricName: string;
  labels: Labels;
  value: number;
  exemplar?: KeptExemplar;
}

/**
 * A classic histogram with an exemplar per bucket that prom-client's registry can print. Its own, because every
 * request is observed: prom-client hashes the labels twice per observation, and an exemplar that it refuses leaves the
 * page broken.
 */
export class ExemplarHistogram {
  readonly type = 'histogram';
  // By the label object itself, of which `SeriesGuard` makes one per label set.
  readonly #cells = new Map<Labels, Cells>();

  constructor(
    readonly name: string,
    readonly help: string,
    readonly bounds: readonly number[],
    readonly beforeCollect: () => void,
  ) {}

  observe(labels: Labels, value: number, exemplar: Exemplar | undefined): void {
    let cells = this.#cells.get(labels);
    if (!cells) {
      const size = this.bounds.length + 1;
      cells = { counts: new Array<number>(size).fill(0), exemplars: new Array(size).fill(undefined), sum: 0 };
      this.#cells.set(labels, cells);
    }
    let bucket = 0;
    while (bucket < this.bounds.length && value > (this.bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket++;
    cells.counts[bucket] = (cells.counts[bucket] ?? 0) + 1;
    cells.sum += value;
    if (exemplar) cells.exemplars[bucket] = { labelSet: exemplar, value, timestamp: unixNow() / 1000 };
  }

  remove(labels: Labels): void {
    this.#cells.delete(labels);
  }

  reset(): void {
    this.#cells.clear();
  }

  get() {
    this.beforeCollect();
    const values: Sample[] = [];
    for (const [labels, cells] of this.#cells) this.#print(labels, cells, values);
    return Promise.resolve({ name: this.name, help: this.help, type: this.type, values, aggregator: 'sum' });
  }

  #print(labels: Labels, { counts, exemplars, sum }: Cells, samples: Sample[]): void {
    let count = 0;
    for (const [bucket, inBucket] of counts.entries()) {
      count += inBucket;
      const exemplar = exemplars[bucket];
      samples.push({
        metricName: `${this.name}_bucket`,
        labels: { ...labels, le: String(this.bounds[bucket] ?? '+Inf') },
        value: count,
        ...(exemplar ? { exemplar } : {}),
      });
    }
    samples.push({ metricName: `${this.name}_sum`, labels, value: sum });
    samples.push({ metricName: `${this.name}_count`, labels, value: count });
  }
}
