import { ATTR_INTERRUPTED } from '@throughline/semconv';
import type { Client } from '../../Client.js';
import type { PageSpan } from '../../early/startSpan.js';
import { theClient } from '../../early/theClient.js';
import { createPageView, type NavigationType, type PageView } from '../../process/PageView.js';
import { openPageView } from './openPageView.js';

/** A soft navigation whose page has not settled yet. */
export interface OpenNavigation {
  readonly span: PageSpan;
  readonly page: PageView;
  readonly target: URL;
  readonly startHref: string;
}

/** Begins the next page view and its span, of the user action that led to it or the root of a trace; one that is still open is overtaken. */
export function startNavigation(url: string, type: NavigationType): void {
  const client = theClient();
  endNavigation(client, true);
  const target = new URL(url, location.href);
  const page = createPageView(type, target.pathname);
  client.page = page;
  if (client.settings.capture.navigation === false) return;
  const span = openPageView(client, 'navigation', target.href, client.action?.());
  client.navigating = { span, page, target, startHref: location.href };
  client.onNavigation?.(client.navigating);
}

/** Ends the open navigation, if there is one. */
export function endNavigation(client: Client, interrupted: boolean): void {
  const { navigating: navigation } = client;
  if (!navigation) return;
  client.navigating = undefined;
  navigation.page.adopting = false;
  if (interrupted) navigation.span.setAttribute(ATTR_INTERRUPTED, true);
  navigation.span.end();
}
