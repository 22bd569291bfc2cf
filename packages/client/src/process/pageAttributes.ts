import type { Attributes } from '@opentelemetry/api';
import { ATTR_PAGE_ID, ATTR_SESSION_ID, ATTR_URL_PATH } from '@throughline/semconv';
import type { PageView } from './pageViews.js';

/** Whose record it is and on which page. A path that the record already has (a request's own) stays. */
export function pageAttributes(sessionId: string, page: PageView, own: object = {}): Attributes {
  const attributes: Attributes = { [ATTR_SESSION_ID]: sessionId, [ATTR_PAGE_ID]: page.id };
  if (!(ATTR_URL_PATH in own)) attributes[ATTR_URL_PATH] = page.path;
  return attributes;
}
