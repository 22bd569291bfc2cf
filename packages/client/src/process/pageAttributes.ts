import type { Attributes } from '@opentelemetry/api';
import { ATTR_HTTP_ROUTE, ATTR_PAGE_ID, ATTR_URL_PATH } from '@throughline/semconv';
import type { PageView } from './PageView.js';

/** Whose record it is and on which page. A path that the record already has (a request's own) stays. */
export function pageAttributes(identity: Attributes, page: PageView, own: object = {}): Attributes {
  const attributes: Attributes = { ...identity, [ATTR_PAGE_ID]: page.id };
  if (!(ATTR_URL_PATH in own)) {
    attributes[ATTR_URL_PATH] = page.path;
    attributes[ATTR_HTTP_ROUTE] = page.route;
  }
  return attributes;
}
