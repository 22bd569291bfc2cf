import { ATTR_HTTP_ROUTE } from '@throughline/semconv';
import { completeSpan } from '../../early/completeSpan.js';
import type { PageView } from '../../process/PageView.js';
import { quietly } from '../../process/quietly.js';
import { routeTemplate } from './routeTemplate.js';

/** Names a page view's span by its route template, once the router shows it. What has none keeps its path as the name. */
export function nameByRoute(page: PageView, prefix: string): void {
  const route = location.pathname === page.path ? quietly(() => routeTemplate(page.path)) : undefined;
  if (!route || !page.span) return;
  page.route = route;
  completeSpan(page.span).updateName(`${prefix} ${route}`).setAttribute(ATTR_HTTP_ROUTE, route);
}
