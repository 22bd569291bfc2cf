import { formatNumber } from './formatNumber.js';

/** `1 span`, `3,000 spans`: a number and its noun. The plural is the noun with an s unless given. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatNumber(count)} ${count === 1 ? noun : plural}`;
}
