import { matchesLabels } from '../../logql/matchesLabels.js';
import type { Matcher } from '../../logql/types.js';
import type { Source } from '../StoredSpan.js';

export type Labels = Readonly<Record<string, string>>;

/** Label names and values: parsed JSON, without a prototype, so that `__proto__` is a plain name. */
export function parseLabels(json: string): Labels {
  const labels = Object.create(null) as Record<string, string>;
  if (json === '') return labels;
  for (const [name, value] of Object.entries(JSON.parse(json) as Record<string, string>))
    labels[name] = value;
  return labels;
}

/** Streams whose labels match, by their number. Labels are few and fixed, so all streams are looked at. */
export async function readStreams(
  source: Source,
  matchers: readonly Matcher[],
): Promise<Map<number, Labels>> {
  const rows = await source.select<{ id: number; body: string }>('SELECT id, body FROM d.streams');
  const streams = new Map<number, Labels>();
  for (const { id, body } of rows) {
    const labels = parseLabels(body);
    if (matchesLabels(matchers, labels)) streams.set(id, labels);
  }
  return streams;
}
