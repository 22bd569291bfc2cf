import type { Labels } from '../loki/readStreams.js';
import type { Source } from '../StoredSpan.js';
import { readSeries } from './readSeries.js';

/**
 * Tells whether a series was on an earlier page of its app and is on the newest one no longer, or the app answers no
 * longer: Prometheus forgets it then and does not wait for five minutes to pass (staleness). Every scrape leaves a sample
 * of `up`, so its times are those of the scrapes; a sample of another time carried one of its own, which does not age.
 */
export async function readScrapes(
  source: Source,
  afterMillis: number,
  untilMillis: number,
): Promise<(labels: Labels, seenMillis: bigint) => boolean> {
  const ups = await readSeries(source, 'up');
  if (ups.size === 0) return () => false;
  const rows = await source.select<{ series: number; time: bigint }>(
    `SELECT series, ts_ms AS time FROM d.samples
    WHERE ts_ms > ${Math.floor(afterMillis)} AND ts_ms <= ${Math.floor(untilMillis)}
      AND series IN (${[...ups.keys()].join(', ')})`,
  );
  const times = new Map<string, Set<bigint>>();
  const newest = new Map<string, bigint>();
  for (const { series, time } of rows) {
    const target = targetOf(ups.get(series) ?? {});
    times.set(target, (times.get(target) ?? new Set()).add(time));
    if (time > (newest.get(target) ?? 0n)) newest.set(target, time);
  }
  return (labels, seen) => {
    const target = targetOf(labels);
    return seen < (newest.get(target) ?? 0n) && times.get(target)?.has(seen) === true;
  };
}

function targetOf({ job, instance }: Labels): string {
  return JSON.stringify([job, instance]);
}
