import type { ScrapeTarget } from './Scraper.js';

/** Largest page that is read. */
const MAX_PAGE_BYTES = 16 * 1024 * 1024;

/** Fetches a page of metrics. @throws Error saying what went wrong; never with the token in it. */
export async function fetchPage(target: ScrapeTarget, signal: AbortSignal): Promise<string> {
  const response = await fetch(target.url, {
    signal,
    // A token is for the address it was given for.
    redirect: 'error',
    headers: {
      accept: 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5',
      ...(target.bearerToken === undefined ? {} : { authorization: `Bearer ${target.bearerToken}` }),
    },
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`HTTP status ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_PAGE_BYTES) throw new Error(`the page is larger than ${MAX_PAGE_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
