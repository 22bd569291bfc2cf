import { ATTR_HTTP_RESPONSE_BODY_SIZE, ATTR_INTERRUPTED } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import { quietly } from '../../process/quietly.js';
import type { OpenRequest } from './openRequests.js';

/** Milliseconds from the request's first byte to the answer's first byte. */
export const ATTR_FETCH_WAIT = 'throughline.fetch.wait_ms';

/** Both times are rounded by the browser, each in its own way. */
const ROUNDING_MILLIS = 0.2;

/**
 * Ends each request's span when its body has ended, been cancelled or failed, which is when the browser
 * reports its Resource Timing. The body is neither read nor copied: what the app cancels stays cancelled, and
 * a stream is open as long as it streams. What the browser reported before this part arrived is looked at too.
 */
export function endAtBodyEnd(client: Client): void {
  const { requests } = client;
  if (typeof PerformanceObserver !== 'function') {
    requests.onAnswered = (request) => requests.end(request);
    for (const request of requests.open) if (request.answeredAt) requests.end(request, request.answeredAt);
    return;
  }
  requests.onAnswered = (request) => {
    if (request.timing) end(request, request.timing);
  };
  const observer = new PerformanceObserver((list) => quietly(() => list.getEntries().forEach(match)));
  observer.observe({ type: 'resource', buffered: true });
  client.beforeHide.push((forGood) => {
    if (!forGood) return;
    observer.takeRecords().forEach(match);
    // The body of these had not ended.
    for (const { span } of requests.open) span.setAttribute(ATTR_INTERRUPTED, true);
  });

  function match(entry: PerformanceEntry): void {
    const timing = entry as PerformanceResourceTiming;
    const url = withoutFragment(timing.name);
    let found: OpenRequest | undefined;
    for (const request of requests.open) {
      // The same URL may be open several times: the latest that began before the entry is its request.
      const isOlder = request.startedAt <= timing.startTime + ROUNDING_MILLIS;
      if (request.timing || !isOlder || withoutFragment(request.url) !== url) continue;
      if (!found || request.startedAt > found.startedAt) found = request;
    }
    if (!found) return;
    found.timing = timing;
    if (found.answeredAt) end(found, timing);
  }

  function end(request: OpenRequest, timing: PerformanceResourceTiming): void {
    const { span } = request;
    const wait = timing.requestStart > 0 ? timing.responseStart - timing.requestStart : 0;
    if (wait > 0) span.setAttribute(ATTR_FETCH_WAIT, Math.round(wait * 10) / 10);
    if (timing.encodedBodySize) span.setAttribute(ATTR_HTTP_RESPONSE_BODY_SIZE, timing.encodedBodySize);
    requests.end(request, timing.responseEnd || performance.now());
  }
}

/** Browsers differ in whether an entry keeps it. */
function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? '';
}
