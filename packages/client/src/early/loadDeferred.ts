import type { Client } from '../Client.js';
import type { ClientOptions } from '../ClientOptions.js';
import { reportFault } from '../process/reportFault.js';
import { theClient } from './theClient.js';

/** What each composition's entry point exports. */
export interface Composition {
  takeOver(client: Client, given: ClientOptions): void;
}

/** Gives what fetches the rest of the package, once. If that fails the early part goes on alone. */
export function deferredLoader(given: ClientOptions): () => void {
  let composition: Promise<Composition> | undefined;
  return () => {
    if (composition) return;
    theClient().deferred = composition =
      given?.composition === 'standard'
        ? import('../composition/standard.js')
        : import('../composition/light.js');
    composition.then(({ takeOver }) => takeOver(theClient(), given)).catch(reportFault);
  };
}
