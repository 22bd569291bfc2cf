import type { Client } from '../../Client.js';
import { openPageView } from '../navigation/openPageView.js';
import { freshServerTrace } from './freshServerTrace.js';

/**
 * Opens the span of the document load: a child of the server's span where the document was rendered for this visit, else the
 * root of the page's own trace. It starts with the navigation, which is before any script ran.
 */
export function startDocumentLoad(client: Client, href: string): void {
  openPageView(client, 'page load', href, freshServerTrace(), 0);
}
