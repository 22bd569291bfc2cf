import type { SpanContext } from '@opentelemetry/api';
import { ATTR_NAVIGATION_TYPE, ATTR_URL_FULL, EVENT_NAVIGATION } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import type { PageSpan } from '../../early/startSpan.js';
import { writeLog } from '../../early/writeLog.js';

/**
 * Opens the current page view's span, which adopts what starts without a parent, and tells of the view in one event, of
 * unsampled traces too: the server counts them.
 *
 * @param startsAt on the page's clock
 */
export function openPageView(
  client: Client,
  prefix: string,
  href: string,
  parent?: SpanContext,
  startsAt?: number,
): PageSpan {
  const { page } = client;
  const { path, type } = page;
  const typed = { [ATTR_NAVIGATION_TYPE]: type };
  const attributes = { ...typed, [ATTR_URL_FULL]: href };
  const span = client.openSpan(`${prefix} ${path}`, { attributes, startsAt }, parent);
  page.span = span;
  page.adopting = true;
  writeLog({
    level: 'info',
    message: path,
    attributes: typed,
    ofSpan: span.spanContext(),
    eventName: EVENT_NAVIGATION,
  });
  return span;
}
