import { BIGINT } from '@duckdb/node-api';
import { parseLogQl } from '../../logql/parseLogQl.js';
import type { Source } from '../StoredSpan.js';
import { type Labels, readStreams } from './readStreams.js';

/** Names of labels with lines in the time range, sorted. */
export async function listLabels(source: Source, startNs: bigint, endNs: bigint): Promise<string[]> {
  const names = new Set<string>();
  for (const labels of await streamsIn(source, startNs, endNs)) {
    for (const name of Object.keys(labels)) names.add(name);
  }
  return [...names].sort();
}

/**
 * Values of one label in the time range, sorted.
 *
 * @param query - Narrows the streams: a LogQL stream selector.
 * @throws UnsupportedQuery where it is not one.
 */
export async function listLabelValues(
  source: Source,
  name: string,
  startNs: bigint,
  endNs: bigint,
  query?: string,
): Promise<string[]> {
  const values = new Set<string>();
  for (const labels of await streamsIn(source, startNs, endNs, query)) {
    const value = Object.hasOwn(labels, name) ? labels[name] : undefined;
    if (value !== undefined) values.add(value);
  }
  return [...values].sort();
}

async function streamsIn(source: Source, startNs: bigint, endNs: bigint, query?: string): Promise<Labels[]> {
  const streams = await readStreams(source, query === undefined ? [] : parseLogQl(query).matchers);
  const used = await source.select<{ stream: number }>(
    'SELECT DISTINCT stream FROM d.logs WHERE ts_ns >= $1 AND ts_ns < $2',
    [startNs, endNs],
    [BIGINT, BIGINT],
  );
  return used.flatMap(({ stream }) => {
    const labels = streams.get(stream);
    return labels === undefined ? [] : [labels];
  });
}
