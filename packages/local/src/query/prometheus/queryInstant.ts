import type { Labels } from '../loki/readStreams.js';
import type { Source } from '../StoredSpan.js';
import { formatValue } from './formatValue.js';
import { readScrapes } from './readScrapes.js';
import { readSeries } from './readSeries.js';

/** How far an instant query looks back for a sample, in milliseconds: Prometheus's default. */
const LOOKBACK_MILLIS = 5 * 60 * 1000;

/** One element of a vector. */
export interface VectorElement {
  readonly metric: Labels;
  /** Unix seconds of the query and the value as text. */
  readonly value: [number, string];
}

/**
 * The newest sample of each series that a selector names, at most 5 minutes old, and only of what the page that it came
 * from still has.
 *
 * @throws UnsupportedQuery
 */
export async function queryInstant(
  source: Source,
  query: string,
  timeMillis: number,
): Promise<VectorElement[]> {
  const series = await readSeries(source, query);
  if (series.size === 0) return [];
  const rows = await source.select<{ series: number; v: number; seen: bigint }>(
    `SELECT series, arg_max(v, ts_ms) AS v, max(ts_ms) AS seen FROM d.samples
    WHERE ts_ms > ${Math.floor(timeMillis) - LOOKBACK_MILLIS} AND ts_ms <= ${Math.floor(timeMillis)}
      AND series IN (${[...series.keys()].join(', ')}) GROUP BY series ORDER BY seen, series`,
  );
  const isGone = await readScrapes(source, timeMillis - LOOKBACK_MILLIS, timeMillis);
  // One series may have two numbers, and then the newer sample counts.
  const newest = new Map<string, VectorElement>();
  for (const row of rows) {
    const metric = series.get(row.series) ?? {};
    if (isGone(metric, row.seen)) continue;
    newest.set(JSON.stringify(metric), { metric, value: [timeMillis / 1000, formatValue(row.v)] });
  }
  return [...newest.values()];
}
