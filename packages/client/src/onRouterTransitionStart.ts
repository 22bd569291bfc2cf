import { currentClient } from './Client.js';
import { quietly } from './process/quietly.js';

/**
 * Next.js' hook for the start of a client-side navigation (App Router). Export it from
 * `instrumentation-client.ts`: `export { onRouterTransitionStart } from '@throughline/client'`.
 */
export function onRouterTransitionStart(url: string, navigationType: 'push' | 'replace' | 'traverse'): void {
  quietly(() => currentClient()?.navigationStarted(url, navigationType));
}
