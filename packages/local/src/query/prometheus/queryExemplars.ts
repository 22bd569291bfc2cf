import { type Labels, parseLabels } from '../loki/readStreams.js';
import type { Source } from '../StoredSpan.js';
import { formatValue } from './formatValue.js';
import { readSeries } from './readSeries.js';

/** One entry of `data` of Prometheus's `/api/v1/query_exemplars`. */
export interface SeriesExemplars {
  readonly seriesLabels: Labels;
  readonly exemplars: {
    readonly labels: Labels;
    readonly value: string;
    /** Unix seconds. */
    readonly timestamp: number;
  }[];
}

/** Most exemplars of an answer. */
const MAX_EXEMPLARS = 10_000;

/** Exemplars of the series that a selector names, oldest first. @throws UnsupportedQuery */
export async function queryExemplars(
  source: Source,
  query: string,
  startMillis: number,
  endMillis: number,
): Promise<SeriesExemplars[]> {
  const series = await readSeries(source, query);
  if (series.size === 0) return [];
  const rows = await source.select<{ series: number; seen: bigint; v: number; labels: string }>(
    `SELECT series, min(ts_ms) AS seen, v, labels FROM d.exemplars
    WHERE ts_ms >= ${Math.floor(startMillis)} AND ts_ms <= ${Math.floor(endMillis)}
      AND series IN (${[...series.keys()].join(', ')})
    GROUP BY series, v, labels ORDER BY seen LIMIT ${MAX_EXEMPLARS}`,
  );
  const results = new Map<string, SeriesExemplars>();
  for (const row of rows) {
    const seriesLabels = series.get(row.series) ?? {};
    const key = JSON.stringify(seriesLabels);
    const result = results.get(key) ?? { seriesLabels, exemplars: [] };
    result.exemplars.push({
      labels: parseLabels(row.labels),
      value: formatValue(row.v),
      timestamp: Number(row.seen) / 1000,
    });
    results.set(key, result);
  }
  return [...results.values()];
}
