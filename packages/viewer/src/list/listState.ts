import type { TraceListResponse, TraceSummary } from '../api/types.js';
import { addRows, type ListRows, receiveRows, releaseRows } from '../model/listRows.js';

/** What the list page knows. */
export interface ListState {
  phase: 'loading' | 'ready' | 'failed';
  rows: ListRows;
  services: TraceListResponse['services'];
  nextBefore: string | null;
  /** Why the last read failed; null since one went well. `refused`: the backend rejects this query. */
  failure: { message: string; refused: boolean } | null;
}

export type ListAction =
  | { type: 'query' }
  | { type: 'loaded' | 'more'; page: TraceListResponse }
  | { type: 'failed'; message: string; refused: boolean }
  | { type: 'live'; traces: TraceSummary[]; mode: 'live' | 'hold' | 'freeze' }
  | { type: 'release' };

const noRows: ListRows = { shown: [], pending: [], cut: false };

export const initialList: ListState = {
  phase: 'loading',
  rows: noRows,
  services: [],
  nextBefore: null,
  failure: null,
};

/** One step of the list page. */
export function reduceList(state: ListState, action: ListAction): ListState {
  switch (action.type) {
    case 'query':
      return { ...state, phase: 'loading', rows: noRows, nextBefore: null, failure: null };
    case 'loaded':
    case 'more': {
      const rows = addRows(state.rows, action.page.traces);
      // A second read of the first page must not forget how far the reader had loaded.
      const reread = action.type === 'loaded' && state.rows.shown.length > action.page.traces.length;
      const nextBefore = reread ? state.nextBefore : (action.page.nextBefore ?? null);
      return {
        phase: 'ready',
        rows,
        services: action.page.services,
        nextBefore: rows.cut ? null : nextBefore,
        failure: null,
      };
    }
    case 'failed':
      return {
        ...state,
        phase: state.phase === 'ready' ? 'ready' : 'failed',
        failure: { message: action.message, refused: action.refused },
      };
    case 'live':
      return {
        ...state,
        rows: receiveRows(state.rows, action.traces, action.mode),
        services: addServices(state.services, action.traces),
      };
    case 'release':
      return { ...state, rows: releaseRows(state.rows) };
  }
}

function addServices(known: ListState['services'], traces: readonly TraceSummary[]): ListState['services'] {
  const names = new Set(known.map((service) => service.name));
  const added = traces.flatMap((trace) => trace.services).filter((service) => !names.has(service.name));
  if (added.length === 0) return known;
  const byName = new Map([...known, ...added].map(({ name, browser }) => [name, { name, browser }]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
