/**
 * True for a request that Next.js sends ahead of a click that may never come. Only its headers tell it from a navigation:
 * `next-router-prefetch`, `next-router-segment-prefetch`, `x-middleware-prefetch`, `purpose: prefetch`. The `_rsc` parameter
 * is the same on both.
 */
export function isPrefetch(headers: Headers): boolean {
  return /[-,]prefetch\b/.test(String([...headers]));
}

/**
 * Of what is no prefetch: true for the request by which Next.js fetches the page that a navigation leads to (App or Pages
 * Router). A server action accepts the same content, and says so in another header.
 */
export function isNavigationRequest(headers: Headers): boolean {
  return headers.has('rsc') || headers.has('x-nextjs-data');
}
