import { ATTR_INTERRUPTED } from '@throughline/semconv';
import type { Client } from '../Client.js';
import { endNavigation } from '../capture/navigation/startNavigation.js';

/** The page is hidden, or left for good: what is open ends where it has to, and what waits is sent. */
export function leave(client: Client, forGood: boolean): void {
  for (const tell of client.beforeHide) tell(forGood);
  if (forGood) {
    client.requests.endAll();
    // Nothing, where it has ended.
    client.firstPage.span?.setAttribute(ATTR_INTERRUPTED, true).end();
  }
  endNavigation(client, true);
  client.sink.flush();
}
