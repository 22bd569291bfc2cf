import { ATTR_INTERRUPTED, ATTR_NAVIGATION_TYPE, ATTR_URL_FULL } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import type { PageSpan } from '../../early/startSpan.js';
import type { NavigationType, PageView } from '../../process/pageViews.js';
import { tellPageView } from './tellPageView.js';

/** A soft navigation whose page has not settled yet. */
export interface OpenNavigation {
  readonly span: PageSpan;
  readonly page: PageView;
  readonly target: URL;
  readonly startHref: string;
}

/** Begins the next page view and its span, of the user action that led to it or the root of a trace; one that is still open is overtaken. */
export function startNavigation(client: Client, url: string, type: string): void {
  endNavigation(client, true);
  const target = new URL(url, location.href);
  const page = client.pages.begin(navigationType(type), target.pathname);
  if (client.options.capture.navigation === false) return;
  const span = client.startSpan(
    `navigation ${target.pathname}`,
    {
      attributes: {
        [ATTR_NAVIGATION_TYPE]: page.type,
        [ATTR_URL_FULL]: target.href,
      },
    },
    client.action?.(),
  );
  client.pages.openWith(span);
  tellPageView(client, span);
  client.navigation = { span, page, target, startHref: location.href };
  client.onNavigation?.(client.navigation);
}

/** Ends the open navigation, if there is one. */
export function endNavigation(client: Client, interrupted: boolean): void {
  const { navigation } = client;
  if (!navigation) return;
  client.navigation = undefined;
  client.pages.closeAdoption(navigation.page);
  if (interrupted) navigation.span.setAttribute(ATTR_INTERRUPTED, true);
  navigation.span.end();
}

/** The router's word for a navigation, as ours. What is not known is a push. */
function navigationType(type: string): NavigationType {
  return type === 'replace' || type === 'traverse' ? type : 'push';
}
