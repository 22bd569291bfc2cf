import { hasStarted } from './Client.js';
import type { ClientOptions } from './ClientOptions.js';
import { keepPending, start } from './pendingStart.js';

/**
 * Starts the telemetry of this page. Call it once in `instrumentation-client.ts`, which Next.js runs before
 * hydration. Later calls (hot reload) and calls on a server do nothing. Never throws: a wrong option is named
 * on the console with what is allowed, and its default is used.
 *
 * With `consent: false`, and in a browser whose visitor asks not to be tracked (`navigator.globalPrivacyControl`),
 * nothing is captured, stored or sent until `setConsent(true)`.
 */
export function init(options: ClientOptions = {}): void {
  if (typeof window === 'undefined' || hasStarted()) return;
  if (options?.consent === false || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl)
    keepPending(options);
  else start(options);
}
