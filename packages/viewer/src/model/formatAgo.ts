/**
 * How long ago a moment was: `now`, `12 s ago`, `4 min ago`, `3 h ago`, `2 d ago`. A moment in the future
 * (two clocks) reads `now`.
 *
 * @param thenMs - Unix milliseconds
 * @param nowMs - Unix milliseconds
 */
export function formatAgo(thenMs: number, nowMs: number): string {
  const seconds = Math.floor((nowMs - thenMs) / 1000);
  if (seconds < 2) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}
