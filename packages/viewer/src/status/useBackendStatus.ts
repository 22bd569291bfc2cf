import { useEffect, useState } from 'react';
import { getJson } from '../api/getJson.js';
import type { BackendStatus } from '../api/types.js';

const EVERY_MS = 5_000;

/** What the backend holds, read again every 5 s while the page is visible. */
export function useBackendStatus(): { status: BackendStatus | null; failure: string | null } {
  const [state, setState] = useState<{ status: BackendStatus | null; failure: string | null }>({
    status: null,
    failure: null,
  });
  useEffect(() => {
    const abort = new AbortController();
    const read = async () => {
      if (document.visibilityState !== 'visible') return;
      try {
        setState({ status: await getJson<BackendStatus>('/status', abort.signal), failure: null });
      } catch (error) {
        if (abort.signal.aborted) return;
        const failure = error instanceof Error ? error.message : String(error);
        setState((last) => ({ ...last, failure }));
      }
    };
    void read();
    const timer = setInterval(read, EVERY_MS);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, []);
  return state;
}
