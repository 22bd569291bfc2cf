import { useEffect, useState } from 'react';
import { ApiError, getJson } from '../api/getJson.js';
import type { TraceDetail } from '../api/types.js';
import { unixNanoToMs } from '../model/parseUnixNano.js';

/** A trace may still grow this long after its last known end: batches, retries, and the scrape of exemplars. */
const YOUNG_MS = 20_000;
const AGAIN_MS = 1_000;
const AGAIN_LARGE_MS = 5_000;
const AGAIN_ABSENT_MS = 2_000;
const LARGE_SPANS = 5_000;

export interface TraceState {
  detail: TraceDetail | null;
  /** Still young enough that more may arrive: the page reads it again. */
  arriving: boolean;
  /** Why there is nothing (yet), or why it is not renewed. */
  failure: { absent: boolean; message: string } | null;
}

function fingerprint(detail: TraceDetail): string {
  return [detail.spans.length, detail.logs.length, detail.exemplars.length, detail.durationNs].join();
}

/** Reads a trace, again while it is young, and again after a fault. */
export function useTrace(traceId: string): TraceState {
  const [state, setState] = useState<TraceState>({ detail: null, arriving: true, failure: null });
  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: TraceDetail | null = null;

    const read = async () => {
      let againMs: number | null = AGAIN_ABSENT_MS;
      // A tab in the background asks for nothing once it has something to show.
      if (last && document.visibilityState !== 'visible') {
        timer = setTimeout(read, AGAIN_ABSENT_MS);
        return;
      }
      try {
        const detail = await getJson<TraceDetail>(`/traces/${traceId}`, abort.signal);
        const endMs = unixNanoToMs(detail.startUnixNano) + detail.durationNs / 1e6;
        const arriving = Date.now() - endMs < YOUNG_MS;
        // The same trace again must not disturb what the reader holds open.
        if (!last || fingerprint(last) !== fingerprint(detail)) last = detail;
        const kept = last;
        setState((now) =>
          now.detail === kept && now.arriving === arriving && !now.failure
            ? now
            : { detail: kept, arriving, failure: null },
        );
        againMs = arriving ? (detail.spans.length > LARGE_SPANS ? AGAIN_LARGE_MS : AGAIN_MS) : null;
      } catch (error) {
        if (abort.signal.aborted) return;
        const absent = error instanceof ApiError && error.status === 404;
        const message = error instanceof Error ? error.message : String(error);
        setState((now) => ({ ...now, failure: { absent, message } }));
      }
      if (againMs !== null) timer = setTimeout(read, againMs);
    };
    void read();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [traceId]);
  return state;
}
