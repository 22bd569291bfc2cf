import { currentClient } from '../../Client.js';
import { quietly } from '../../process/quietly.js';

/**
 * Puts one patch on `fetch`, which stays: it makes the span of each request and hands its ids to the server.
 * The relay's own requests and Next's prefetches go out without a span.
 */
export function patchFetch(nativeFetch: typeof fetch): void {
  window.fetch = (input, init) =>
    quietly(() => currentClient()?.sendTraced(input, init)) ?? nativeFetch(input, init);
}
