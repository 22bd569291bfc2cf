import { isTraceId } from '@throughline/otlp';
import { LOG_TRACE_ID } from '@throughline/semconv';
import { idToNumber } from '../model/ids.js';
import { normalizeBound } from '../openmetrics/normalizeBound.js';
import { parseOpenMetrics } from '../openmetrics/parseOpenMetrics.js';
import type { MetricType, ParsedSample } from '../openmetrics/types.js';
import type { Entry, ExemplarRow, SampleRow } from '../store/rows.js';
import { sortedJson } from './logRow.js';

/** The newest exemplar of a series is on every page until another takes its place: series remembered. */
const MAX_REMEMBERED = 50_000;

export interface ScrapeIntake {
  readonly samples: readonly SampleRow[];
  readonly exemplars: readonly ExemplarRow[];
}

/** Turns pages of metrics into rows. An exemplar that was on the page before is not stored again. */
export class ScrapeReader {
  readonly #newest = new Map<string, string>();

  /**
   * @param targetLabels - `job` and `instance`; they win over labels of the page, as in Prometheus without
   * `honor_labels`.
   * @throws ExpositionError where the page does not follow its format.
   */
  read(page: string, targetLabels: ReadonlyMap<string, string>, timeMillis: number): ScrapeIntake {
    const samples: SampleRow[] = [];
    const exemplars: ExemplarRow[] = [];
    for (const family of parseOpenMetrics(page)) {
      const bound = BOUND_LABELS[family.type];
      for (const sample of family.samples) {
        const series = seriesEntry(sample, targetLabels, bound);
        const time = BigInt(Math.floor(sample.timestampMillis ?? timeMillis));
        samples.push({ series, timeMs: time, value: sample.value });
        const exemplar = this.#exemplar(sample, series, timeMillis);
        if (exemplar !== undefined) exemplars.push(exemplar);
      }
    }
    return { samples, exemplars };
  }

  #exemplar({ exemplar }: ParsedSample, series: Entry, timeMillis: number): ExemplarRow | undefined {
    if (exemplar === undefined) return undefined;
    const labels = sortedJson(new Map(Object.entries(exemplar.labels)));
    const key = `${series.name}\n${series.body}`;
    const identity = `${labels} ${exemplar.value} ${exemplar.timestampMillis ?? ''}`;
    if (this.#newest.get(key) === identity) return undefined;
    if (this.#newest.size >= MAX_REMEMBERED) this.#newest.clear();
    this.#newest.set(key, identity);
    const traceId = Object.hasOwn(exemplar.labels, LOG_TRACE_ID) ? exemplar.labels[LOG_TRACE_ID] : undefined;
    return {
      series,
      timeMs: BigInt(Math.floor(exemplar.timestampMillis ?? timeMillis)),
      value: exemplar.value,
      traceId: isTraceId(traceId) ? idToNumber(traceId) : null,
      labels,
    };
  }
}

/** Labels whose values are numbers. */
const BOUND_LABELS: Partial<Record<MetricType, string>> = {
  histogram: 'le',
  gaugehistogram: 'le',
  summary: 'quantile',
};

function seriesEntry(
  sample: ParsedSample,
  targetLabels: ReadonlyMap<string, string>,
  boundLabel: string | undefined,
): Entry {
  const labels = new Map(Object.entries(sample.labels));
  const bound = boundLabel === undefined ? undefined : labels.get(boundLabel);
  if (boundLabel !== undefined && bound !== undefined) labels.set(boundLabel, normalizeBound(bound));
  for (const [name, value] of targetLabels) {
    const own = labels.get(name);
    if (own !== undefined) labels.set(`exported_${name}`, own);
    labels.set(name, value);
  }
  return { name: sample.name, body: sortedJson(labels) };
}
