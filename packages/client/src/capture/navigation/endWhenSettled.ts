import type { Client } from '../../Client.js';
import { quietly } from '../../process/quietly.js';
import { nameByRoute } from './nameByRoute.js';
import { endNavigation, type OpenNavigation } from './startNavigation.js';

/** A navigation that has not settled by then is ended as it is. */
const TIMEOUT_MILLIS = 30_000;
/** How long an address that differs from the target (a redirect back) is waited for once nothing is in flight. */
const IDLE_MILLIS = 1000;
const HIDDEN_FRAME_MILLIS = 50;

/**
 * Ends a navigation once the address has changed, nothing of the navigation is in flight, and two frames have
 * been drawn after that; Next.js has no hook for it.
 */
export function endWhenSettled(client: Client, navigation: OpenNavigation): void {
  const { target, startHref } = navigation;
  const { spanId } = navigation.span.spanContext();
  const startedAt = performance.now();
  let quietFrames = 0;
  let quietSince = startedAt;
  nextFrame();

  function nextFrame(): void {
    // A hidden page draws no frames.
    if (document.hidden) setTimeout(check, HIDDEN_FRAME_MILLIS);
    else requestAnimationFrame(check);
  }

  function check(): void {
    if (client.navigating !== navigation) return;
    const now = performance.now();
    if (isFetching()) {
      quietFrames = 0;
      quietSince = now;
    } else if (hasArrived() || now - quietSince > IDLE_MILLIS) {
      quietFrames += 1;
    }
    if (quietFrames > 2 || now - startedAt > TIMEOUT_MILLIS) quietly(end);
    else nextFrame();
  }

  function end(): void {
    nameByRoute(navigation.page, 'navigation');
    endNavigation(client, false);
  }

  /** The body of a page may go on streaming: its headers are what the router waits for at least. */
  function isFetching(): boolean {
    return [...client.requests.open].some((request) => request.navigationId === spanId);
  }

  /** The fragment is left out: the router may set it later than the path. */
  function hasArrived(): boolean {
    if (location.href !== startHref) return true;
    return location.pathname === target.pathname && location.search === target.search;
  }
}
