import { ATTR_NAVIGATION_TYPE, EVENT_NAVIGATION } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import type { PageSpan } from '../../early/startSpan.js';

/** One event for each page view, of unsampled traces too: the server counts them. */
export function tellPageView({ pages, log }: Client, span: PageSpan): void {
  const { path, type } = pages.current();
  log('info', `${type} ${path}`, { [ATTR_NAVIGATION_TYPE]: type }, span.spanContext(), EVENT_NAVIGATION);
}
