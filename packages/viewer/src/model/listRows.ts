import type { TraceSummary } from '../api/types.js';

/** Most traces that the page keeps; beyond it the oldest go, and can be loaded again. */
export const MAX_LIST_ROWS = 5_000;
/** Most traces that wait behind the "new" button. */
export const MAX_PENDING_ROWS = 1_000;

/** Rows on the page and rows that wait until the reader lets them in. Newest first. */
export interface ListRows {
  shown: TraceSummary[];
  pending: TraceSummary[];
  /** The page holds less than was loaded: the oldest were dropped to stay within `MAX_LIST_ROWS`. */
  cut: boolean;
}

function newestFirst(a: TraceSummary, b: TraceSummary): number {
  // Nanoseconds as equally long decimal strings compare as text, without 5,000 BigInts a second.
  const byLength = b.startUnixNano.length - a.startUnixNano.length;
  if (byLength !== 0) return byLength;
  if (a.startUnixNano !== b.startUnixNano) return a.startUnixNano < b.startUnixNano ? 1 : -1;
  return a.traceId < b.traceId ? -1 : 1;
}

function merge(into: readonly TraceSummary[], incoming: readonly TraceSummary[]): TraceSummary[] {
  const byId = new Map(into.map((row) => [row.traceId, row]));
  for (const row of incoming) byId.set(row.traceId, row);
  return [...byId.values()].sort(newestFirst);
}

/** Adds rows to the page. */
export function addRows(rows: ListRows, incoming: readonly TraceSummary[]): ListRows {
  const shown = merge(rows.shown, incoming);
  return { ...rows, shown: shown.slice(0, MAX_LIST_ROWS), cut: rows.cut || shown.length > MAX_LIST_ROWS };
}

/**
 * Takes live rows. While the reader looks (`hold`), rows on the page are brought up to date where they are and new
 * ones wait, so that nothing moves under the pointer; `freeze` keeps even those on the page as they are.
 */
export function receiveRows(
  rows: ListRows,
  incoming: readonly TraceSummary[],
  mode: 'live' | 'hold' | 'freeze',
): ListRows {
  // The reader looks elsewhere again: what waited goes first, so that nothing newer overtakes it.
  if (mode === 'live') return addRows(releaseRows(rows), incoming);
  const onPage = new Set(rows.shown.map((row) => row.traceId));
  const known = mode === 'freeze' ? [] : incoming.filter((row) => onPage.has(row.traceId));
  const fresh = incoming.filter((row) => mode === 'freeze' || !onPage.has(row.traceId));
  const updates = new Map(known.map((row) => [row.traceId, row]));
  return {
    ...rows,
    shown: known.length > 0 ? rows.shown.map((row) => updates.get(row.traceId) ?? row) : rows.shown,
    pending: merge(rows.pending, fresh).slice(0, MAX_PENDING_ROWS),
  };
}

/** Lets the waiting rows in. */
export function releaseRows(rows: ListRows): ListRows {
  return { ...addRows(rows, rows.pending), pending: [] };
}

/** How many waiting rows are not on the page yet. */
export function countNew(rows: ListRows): number {
  if (rows.pending.length === 0) return 0;
  const onPage = new Set(rows.shown.map((row) => row.traceId));
  return rows.pending.reduce((count, row) => count + (onPage.has(row.traceId) ? 0 : 1), 0);
}
