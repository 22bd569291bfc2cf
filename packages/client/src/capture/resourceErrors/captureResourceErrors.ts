import type { Client } from '../../Client.js';
import { listen } from '../../process/listen.js';

/**
 * Reports images, scripts, styles and the like that did not load, but for the part of this package that is fetched later:
 * a visitor's blocker is no fault of the app. Their events do not bubble, hence the capture.
 */
export function captureResourceErrors(client: Client): void {
  listen(
    'error',
    ({ target }) =>
      target !== window &&
      !(target as Node).isEqualNode(client.script as Node | null) &&
      client.reportError(target, 'resource'),
    true,
  );
}
