import { VIEWER_API_PREFIX } from '@throughline/semconv';
import type { LiveEvent } from './types.js';

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 15_000;

export type LiveState = 'connecting' | 'open' | 'retrying';

/**
 * Follows the live stream and reconnects for as long as it is open: after a network fault and, unlike
 * `EventSource` by itself, after an answer that is not a stream (a proxy's 502 while the backend restarts).
 * A tab in the background lets go of its stream: a browser has six connections to an HTTP/1.1 origin for all tabs.
 *
 * @returns a function that ends it
 */
export function openLive(
  query: string,
  on: { traces: (traces: LiveEvent) => void; state: (state: LiveState) => void },
): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = FIRST_RETRY_MS;

  const connect = () => {
    const opened = new EventSource(`${VIEWER_API_PREFIX}/live${query ? `?${query}` : ''}`);
    source = opened;
    opened.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS;
      on.state('open');
    });
    opened.addEventListener('traces', (event) => {
      try {
        const traces: unknown = JSON.parse(event.data);
        if (Array.isArray(traces)) on.traces(traces as LiveEvent);
      } catch {
        // Half an event, from a backend that went away while it wrote: the list is read anew on reconnecting.
      }
    });
    opened.addEventListener('error', () => {
      opened.close();
      on.state('retrying');
      timer = setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, MAX_RETRY_MS);
    });
  };
  const stop = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const onVisibility = () => {
    stop();
    if (document.visibilityState === 'visible') connect();
  };
  document.addEventListener('visibilitychange', onVisibility);
  on.state('connecting');
  if (document.visibilityState === 'visible') connect();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    stop();
  };
}
