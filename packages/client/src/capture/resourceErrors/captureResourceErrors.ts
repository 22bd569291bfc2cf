import type { Client } from '../../Client.js';
import { listen } from '../../process/listen.js';

/** Reports images, scripts, styles and the like that did not load. Their events do not bubble, hence the capture. */
export function captureResourceErrors(client: Client): void {
  listen('error', ({ target }) => target !== window && client.reportError(target, 'resource', {}), true);
}
