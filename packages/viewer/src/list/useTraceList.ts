import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { ApiError, getJson } from '../api/getJson.js';
import { type LiveState, openLive } from '../api/openLive.js';
import type { TraceListResponse } from '../api/types.js';
import { initialList, type ListState, reduceList } from './listState.js';

const PAGE_SIZE = 100;
const RETRY_MS = 3_000;

/** The live list: what is on the page, what waits, and how the backend is. */
export interface TraceList extends ListState {
  live: LiveState;
  loadMore: () => void;
  release: () => void;
  retry: () => void;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/**
 * Reads the traces that match, follows those that come, and reads again when the backend was away.
 *
 * @param query - the filter's query string, without `?`
 * @param mode - asked for at each live event: whether new rows go onto the page or wait
 */
export function useTraceList(query: string, mode: () => 'live' | 'hold' | 'freeze'): TraceList {
  const [state, dispatch] = useReducer(reduceList, initialList);
  const [live, setLive] = useState<LiveState>('connecting');
  const [attempt, setAttempt] = useState(0);
  const askMode = useRef(mode);
  useEffect(() => {
    askMode.current = mode;
  });
  const listedQuery = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` is what asks for another try
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wasOpen = false;
    if (listedQuery.current !== query) dispatch({ type: 'query' });
    listedQuery.current = query;

    const load = async () => {
      clearTimeout(timer);
      try {
        const path = `/traces?${query ? `${query}&` : ''}limit=${PAGE_SIZE}`;
        dispatch({ type: 'loaded', page: await getJson<TraceListResponse>(path, abort.signal) });
      } catch (error) {
        if (abort.signal.aborted) return;
        dispatch({ type: 'failed', message: messageOf(error), refused: isRefusal(error) });
        // A refused query stays refused; everything else may pass.
        if (!isRefusal(error)) timer = setTimeout(load, RETRY_MS);
      }
    };
    void load();
    const close = openLive(query, {
      traces: (traces) => dispatch({ type: 'live', traces, mode: askMode.current() }),
      state: (next) => {
        setLive(next);
        if (next !== 'open') return;
        // What came while the stream was down is in the list only.
        if (wasOpen) void load();
        wasOpen = true;
      },
    });
    return () => {
      abort.abort();
      clearTimeout(timer);
      close();
    };
  }, [query, attempt]);

  const { nextBefore } = state;
  const loading = useRef(false);
  const loadMore = useCallback(async () => {
    if (!nextBefore || loading.current) return;
    loading.current = true;
    const path = `/traces?${query ? `${query}&` : ''}limit=${PAGE_SIZE}&before=${encodeURIComponent(nextBefore)}`;
    try {
      const page = await getJson<TraceListResponse>(path, new AbortController().signal);
      // The reader may have filtered meanwhile: an answer to the old question is no row of the new list.
      if (listedQuery.current === query) dispatch({ type: 'more', page });
    } catch (error) {
      dispatch({ type: 'failed', message: messageOf(error), refused: isRefusal(error) });
    } finally {
      loading.current = false;
    }
  }, [nextBefore, query]);

  return {
    ...state,
    live,
    loadMore,
    release: useCallback(() => dispatch({ type: 'release' }), []),
    retry: useCallback(() => setAttempt((count) => count + 1), []),
  };
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}
