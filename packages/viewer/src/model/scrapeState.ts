import type { BackendStatus } from '../api/types.js';

type Scrape = BackendStatus['scrapes'][number];

/** An app that was never there and refuses connections is not up yet: that is no failure. */
export function scrapeState({ lastSuccessUnixMs, lastError }: Scrape): 'fine' | 'waiting' | 'failing' {
  if (lastError === null) return lastSuccessUnixMs === null ? 'waiting' : 'fine';
  return lastSuccessUnixMs === null && lastError === 'ECONNREFUSED' ? 'waiting' : 'failing';
}
