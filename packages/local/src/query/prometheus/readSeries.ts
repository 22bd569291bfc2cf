import { matchesLabels } from '../../logql/matchesLabels.js';
import type { Matcher } from '../../logql/types.js';
import { parseSelector } from '../../promql/parseSelector.js';
import { type Labels, parseLabels } from '../loki/readStreams.js';
import type { Source } from '../StoredSpan.js';

/** The label that holds a metric's name. */
export const NAME_LABEL = '__name__';

/** Series that a plain selector names, by their number, with `__name__` among the labels. @throws UnsupportedQuery */
export async function readSeries(source: Source, query: string): Promise<Map<number, Labels>> {
  const matchers = parseSelector(query).matchers as readonly Matcher[];
  const exact = matchers.find(({ name, op }) => name === NAME_LABEL && op === '=')?.value;
  const rows = await source.select<{ id: number; name: string; body: string }>(
    'SELECT id, name, body FROM d.series WHERE $1 IS NULL OR name = $1',
    [exact ?? null],
  );
  const series = new Map<number, Labels>();
  for (const { id, name, body } of rows) {
    const labels = { [NAME_LABEL]: name, ...parseLabels(body) };
    if (matchesLabels(matchers, labels)) series.set(id, labels);
  }
  return series;
}
