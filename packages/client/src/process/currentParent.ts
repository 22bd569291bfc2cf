import type { SpanContext } from '@opentelemetry/api';
import type { Client } from '../Client.js';
import type { PageSpan } from '../early/startSpan.js';
import type { PageView } from './PageView.js';

/** The parent of what starts now: the active span, else the user action, else the page's span while it adopts, else none. */
export function currentParent(client: Client): SpanContext | undefined {
  return client.active?.span?.spanContext() ?? client.action?.() ?? adopter(client.page)?.spanContext();
}

/** The page's span while it adopts. */
export function adopter(page: PageView): PageSpan | undefined {
  return page.adopting ? page.span : undefined;
}
