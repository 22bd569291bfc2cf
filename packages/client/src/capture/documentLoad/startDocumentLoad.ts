import { ATTR_NAVIGATION_TYPE, ATTR_URL_FULL } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import { tellPageView } from '../navigation/tellPageView.js';

/** React may hydrate after the load event: its first requests still belong to the load. */
const ADOPTION_AFTER_LOAD_MILLIS = 1000;

/**
 * Opens the span of the document load, root of the page's own trace. It starts with the navigation, which is before
 * any script ran.
 */
export function startDocumentLoad(client: Client): void {
  const { pages } = client;
  const span = client.startSpan(
    `page load ${location.pathname}`,
    {
      startTime: 0,
      attributes: {
        [ATTR_NAVIGATION_TYPE]: 'load',
        [ATTR_URL_FULL]: location.href,
      },
    },
    undefined,
  );
  const page = pages.current();
  pages.openWith(span);
  client.load = span;
  client.document.span = span;
  tellPageView(client, span);
  window.addEventListener('load', () =>
    setTimeout(() => pages.closeAdoption(page), ADOPTION_AFTER_LOAD_MILLIS),
  );
}
