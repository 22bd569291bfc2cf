import { currentClient, setCurrentClient } from './Client.js';
import type { ClientOptions } from './ClientOptions.js';
import { startClient } from './early/startClient.js';
import { quietly } from './process/quietly.js';

/**
 * Starts the telemetry of this page. Call it once in `instrumentation-client.ts`, which Next.js runs before
 * hydration. Later calls (hot reload) and calls on a server do nothing. Never throws: a wrong option is named
 * on the console with what is allowed, and its default is used.
 */
export function init(options: ClientOptions = {}): void {
  if (typeof window === 'undefined' || currentClient()) return;
  quietly(() => setCurrentClient(startClient(options)));
}
