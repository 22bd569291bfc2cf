export interface SettleOptions {
  /** Where the navigation leads. */
  target: URL;
  /** The navigation's own requests that are in flight. */
  pendingRequests: () => number;
  timeoutMillis: number;
  onSettled: () => void;
}

/** How long an address that differs from the target (a redirect back) is waited for once nothing is in flight. */
const IDLE_MILLIS = 1000;
const HIDDEN_FRAME_MILLIS = 50;

/**
 * Calls `onSettled` once the address has changed, nothing of the navigation is in flight, and two frames have
 * been drawn after that; Next.js has no hook for it. Returns a function that stops the waiting.
 */
export function whenSettled(options: SettleOptions): () => void {
  const { target, pendingRequests, onSettled } = options;
  const startedAt = performance.now();
  const startHref = location.href;
  let quietFrames = 0;
  let quietSince = startedAt;
  let stopped = false;
  nextFrame();

  function nextFrame(): void {
    // A hidden page draws no frames.
    if (document.hidden) setTimeout(check, HIDDEN_FRAME_MILLIS);
    else requestAnimationFrame(check);
  }

  function check(): void {
    if (stopped) return;
    const now = performance.now();
    if (pendingRequests() > 0) {
      quietFrames = 0;
      quietSince = now;
    } else if (hasArrived() || now - quietSince > IDLE_MILLIS) {
      quietFrames += 1;
    }
    if (quietFrames > 2 || now - startedAt > options.timeoutMillis) onSettled();
    else nextFrame();
  }

  /** The fragment is left out: the router may set it later than the path. */
  function hasArrived(): boolean {
    if (location.href !== startHref) return true;
    return location.pathname === target.pathname && location.search === target.search;
  }

  return () => {
    stopped = true;
  };
}
