const FIRST_MILLIS = 500;
/** A relay that an extension blocks for good costs one request in this time. */
const LONGEST_MILLIS = 300_000;

/**
 * How long to wait after the `failures`th failure in a row: doubles from half a second to five minutes, and
 * is spread over the upper half of that, so that pages that failed together do not come back together.
 */
export function backoffMillis(failures: number, random: () => number = Math.random): number {
  const longest = Math.min(FIRST_MILLIS * 2 ** Math.max(failures - 1, 0), LONGEST_MILLIS);
  return longest * (0.5 + random() / 2);
}
