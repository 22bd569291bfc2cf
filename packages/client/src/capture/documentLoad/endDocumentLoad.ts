import { ATTR_HTTP_RESPONSE_STATUS_CODE } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import { completeSpan } from '../../early/completeSpan.js';
import type { PageSpan } from '../../early/startSpan.js';
import { quietly } from '../../process/quietly.js';
import { spanContextOf } from '../../process/spanContext.js';
import { nameByRoute } from '../navigation/nameByRoute.js';
import { loadPhases } from './loadPhases.js';
import { navigationEntry } from './navigationEntry.js';
import { servedBy } from './servedBy.js';

/** React may hydrate after the load event: its first requests still belong to the load. */
const ADOPTION_AFTER_LOAD_MILLIS = 1000;

/**
 * Ends the span of the document load after the load event, or as the page is left, with the phases reached. A trace of its
 * own is linked to the one that served the document, whenever that was.
 */
export function endDocumentLoad({ firstPage, beforeHide }: Client, opened: PageSpan): void {
  const end = () => {
    const span = completeSpan(opened);
    if (!span.isRecording()) return;
    nameByRoute(firstPage, 'page load');
    const entry = navigationEntry();
    const served = spanContextOf(servedBy().slice(0, 55));
    if (served && served.traceId !== span.spanContext().traceId) span.addLink({ context: served });
    if (entry) span.setAttributes(loadPhases(entry));
    const status = entry?.responseStatus;
    if (status) span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
    // The document is the page: where it failed on the server, the page did.
    if (Number(status) > 499) span.setStatus({ code: 2 });
    span.end(entry?.loadEventEnd || performance.now());
    setTimeout(() => {
      firstPage.adopting = false;
    }, ADOPTION_AFTER_LOAD_MILLIS);
  };
  beforeHide.push((forGood) => forGood && end());
  // The entry has its last time stamp only after the load event's listeners have run.
  const endSoon = () => setTimeout(() => quietly(end), 0);
  if (document.readyState === 'complete') endSoon();
  else window.addEventListener('load', endSoon, { once: true });
}
