import { EXIT_MAX_BODY_BYTES } from '@throughline/semconv';

/** Chromium and others refuse more keepalive requests than this at once. */
const MAX_REQUESTS = 8;

/** The bytes that may be in flight in requests that outlive the page. One budget a page. */
export interface KeepaliveBudget {
  /** Bytes that can still be taken. 0 when too many requests are in flight. */
  available(): number;
  /** Takes `bytes` and returns the function that gives them back, or `undefined` if they are not to be had. */
  take(bytes: number): (() => void) | undefined;
}

/**
 * `keepalive` requests and beacons share 65,536 bytes in flight (Fetch, "inflight keepalive bytes"); one more
 * byte and the browser refuses the request.
 */
export function createKeepaliveBudget(): KeepaliveBudget {
  let bytesInFlight = 0;
  let requests = 0;
  const available = () => (requests >= MAX_REQUESTS ? 0 : EXIT_MAX_BODY_BYTES - bytesInFlight);
  return {
    available,
    take(bytes) {
      if (bytes > available()) return undefined;
      bytesInFlight += bytes;
      requests += 1;
      let held = true;
      return () => {
        if (!held) return;
        held = false;
        bytesInFlight -= bytes;
        requests -= 1;
      };
    },
  };
}
