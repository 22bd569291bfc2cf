/**
 * True for a request that Next.js sends ahead of a click that may never come. Only these headers tell it from
 * a navigation: the App Router's, then the Pages Router's. The `_rsc` parameter is the same on both.
 */
export function isPrefetch(headers: Headers): boolean {
  // Names and values, with commas between them.
  return /(router|segment|middleware)-prefetch,|purpose,prefetch/.test(String([...headers]));
}

/** True for what is no prefetch and by which Next.js fetches the page that a navigation leads to (App or Pages Router). */
export function isNavigationRequest(headers: Headers): boolean {
  const forPage = headers.get('rsc') === '1' || headers.has('x-nextjs-data');
  return forPage && !headers.has('next-action');
}
