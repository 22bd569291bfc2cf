import { ATTR_HTTP_RESPONSE_STATUS_CODE } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import { completeSpan } from '../../early/completeSpan.js';
import { quietly } from '../../process/quietly.js';
import { nameByRoute } from '../navigation/nameByRoute.js';
import { freshServerTrace } from './freshServerTrace.js';
import { loadPhases } from './loadPhases.js';
import { navigationEntry } from './navigationEntry.js';

/**
 * Ends the span of the document load after the load event, or as the page is left, with the phases reached and
 * a link to the server's trace when that is known to be of this visit.
 */
export function endDocumentLoad(client: Client): void {
  const end = () => {
    if (!client.load) return;
    const span = completeSpan(client.load);
    client.load = undefined;
    nameByRoute(client.firstPage, 'page load');
    const entry = navigationEntry();
    const served = freshServerTrace(entry);
    if (served) span.addLink({ context: served });
    if (entry) span.setAttributes(loadPhases(entry));
    const status = entry?.responseStatus;
    if (status) span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
    span.end(entry?.loadEventEnd || performance.now());
  };
  client.beforeHide.push((forGood) => forGood && end());
  // The entry has its last time stamp only after the load event's listeners have run.
  const endSoon = () => setTimeout(() => quietly(end), 0);
  if (document.readyState === 'complete') endSoon();
  else window.addEventListener('load', endSoon, { once: true });
}
