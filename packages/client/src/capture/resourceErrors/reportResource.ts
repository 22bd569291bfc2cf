import type { Client } from '../../Client.js';

/**
 * Reports images, scripts, styles and the like that did not load, but for the part of this package that is fetched later:
 * a visitor's blocker is no fault of the app.
 */
export function reportResource(client: Client, target: EventTarget | null | undefined): void {
  // Bundlers append one script or two of their own for it, and a second time when one fails. An app's chunk that fails
  // meanwhile is an error of the `import()` that asked for it.
  if (!(client.deferred && /_next.*js/.test((target as HTMLScriptElement).src)))
    client.reportError(target, 'resource');
}
