import type { Client } from '../../Client.js';
import { listen } from '../../process/listen.js';
import { openPageView } from '../navigation/openPageView.js';

/** React may hydrate after the load event: its first requests still belong to the load. */
const ADOPTION_AFTER_LOAD_MILLIS = 1000;

/**
 * Opens the span of the document load, root of the page's own trace. It starts with the navigation, which is before
 * any script ran.
 */
export function startDocumentLoad(client: Client): void {
  const { page } = client;
  client.load = openPageView(client, 'page load', location.href, undefined, 0);
  listen('load', () =>
    setTimeout(() => {
      page.adopting = false;
    }, ADOPTION_AFTER_LOAD_MILLIS),
  );
}
