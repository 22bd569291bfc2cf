import { type Client, theClient } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import { listen } from '../process/listen.js';
import { quietly } from '../process/quietly.js';
import { reportFault } from '../process/reportFault.js';

/** A page that never finishes loading, or never rests, still gets the rest. */
const LONGEST_WAIT_MILLIS = 10_000;

/** What each composition's entry point exports. */
export interface Composition {
  takeOver(client: Client, given: ClientOptions): void;
}

/** Fetches the rest of the package when the page has loaded and is idle. If that fails the early part goes on alone. */
export function loadDeferred(given: ClientOptions): void {
  let composition: Promise<Composition> | undefined;
  const begin = () =>
    quietly(() => {
      if (composition) return;
      const client = theClient();
      client.deferred = composition =
        given?.composition === 'standard'
          ? import('../composition/standard.js')
          : import('../composition/light.js');
      composition.then(({ takeOver }) => takeOver(client, given)).catch(reportFault);
    });
  // Not every browser has it.
  const whenIdle = () => (window.requestIdleCallback ?? setTimeout)(begin);
  if (document.readyState === 'complete') whenIdle();
  else listen('load', whenIdle);
  setTimeout(begin, LONGEST_WAIT_MILLIS);
}
