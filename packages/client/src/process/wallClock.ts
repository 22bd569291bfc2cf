import { pageNow } from './pageNow.js';

/** A laptop that slept: `performance.now()` stood still while the time of day went on. */
const DRIFT_MILLIS = 100;

/** Set at the first call. */
let originMillis = 0;

/**
 * Milliseconds since the epoch of a moment on the page's clock, by default now. Fractions come from the page's
 * clock, whose origin is set anew whenever it has drifted away from the time of day.
 */
export function wallMillis(at = pageNow()): number {
  const origin = Date.now() - pageNow();
  if (Math.abs(origin - originMillis) > DRIFT_MILLIS) originMillis = origin;
  return originMillis + at;
}
