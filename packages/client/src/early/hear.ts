import { reportUncaught } from '../capture/errors/reportUncaught.js';
import { reportResource } from '../capture/resourceErrors/reportResource.js';
import { leave } from './leave.js';
import { theClient } from './theClient.js';

/** What becomes of each event that `startClient` listens to, and, without one, of the page's rest. */
export function hear(event: Partial<Event> = {}): void {
  const client = theClient();
  const { capture } = client.settings;
  const { type, target } = event;
  if (!type) client.loadDeferred();
  else if (type === 'pagehide') leave(client, true);
  else if (type === 'visibilitychange') {
    // On a phone this is the last that is heard of a page.
    if (document.hidden) leave(client, false);
  } else if (/down/.test(type))
    // What a person does is not part of the page's own load: from the first touch on it has a trace of its own.
    client.page.adopting = false;
  else if (target !== window) {
    if (capture.resourceErrors !== false) reportResource(client, target);
  } else if (capture.errors !== false) reportUncaught(client, event);
}
