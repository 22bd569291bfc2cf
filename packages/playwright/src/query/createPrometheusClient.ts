import { type ClientOptions, createRequester } from './createRequester.js';

/** The latest value of one series. */
export interface MetricSample {
  /** With the metric's name as `__name__`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly timestampMillis: number;
}

/** An example of what a series measured. */
export interface MetricExemplar {
  /** Labels of the series, with the metric's name as `__name__`. */
  readonly seriesLabels: Readonly<Record<string, string>>;
  /** Labels of the exemplar: `trace_id`, `span_id`. */
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly timestampMillis: number;
}

/** Prometheus's query API (Prometheus documentation, "HTTP API"). Every method rejects with a `QueryError`. */
export interface PrometheusClient {
  /** Evaluates an expression now. A scalar is one sample without labels. */
  query(expression: string): Promise<MetricSample[]>;
  /** Exemplars of the series that the expression selects. */
  exemplars(expression: string, startMillis: number, endMillis: number): Promise<MetricExemplar[]>;
}

type Point = [time: number, value: string];

interface InstantAnswer {
  data?: { resultType?: string; result?: { metric?: Record<string, string>; value?: Point }[] | Point };
}
interface ExemplarAnswer {
  data?: {
    seriesLabels?: Record<string, string>;
    exemplars?: { labels?: Record<string, string>; value: string | number; timestamp: number }[];
  }[];
}

/**
 * A client for Prometheus, or for the embedded backend, which speaks a part of the same API: plain selectors.
 *
 * @param baseUrl - Without `/api/v1`. A path prefix is kept.
 */
export function createPrometheusClient(baseUrl: string, options?: ClientOptions): PrometheusClient {
  const get = createRequester(baseUrl, options);
  return {
    async query(expression) {
      const { data } = (await get('/api/v1/query', { query: expression })) as InstantAnswer;
      const result = data?.result ?? [];
      if (isPoint(result)) return [toSample({}, result)];
      return result.flatMap(({ metric = {}, value }) =>
        value === undefined ? [] : [toSample(metric, value)],
      );
    },
    async exemplars(expression, startMillis, endMillis) {
      const { data = [] } = (await get('/api/v1/query_exemplars', {
        query: expression,
        start: startMillis / 1000,
        end: endMillis / 1000,
      })) as ExemplarAnswer;
      return data.flatMap(({ seriesLabels = {}, exemplars = [] }) =>
        exemplars.map(({ labels = {}, value, timestamp }) => ({
          seriesLabels,
          labels,
          value: toNumber(value),
          timestampMillis: timestamp * 1000,
        })),
      );
    },
  };
}

function isPoint(result: readonly unknown[]): result is Point {
  return typeof result[0] === 'number';
}

function toSample(labels: Readonly<Record<string, string>>, [time, value]: Point): MetricSample {
  return { labels, value: toNumber(value), timestampMillis: time * 1000 };
}

/** Prometheus writes infinities as `+Inf` and `-Inf`. */
function toNumber(value: string | number): number {
  return typeof value === 'number' ? value : Number(value.replace(/Inf$/, 'Infinity'));
}
