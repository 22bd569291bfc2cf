import type { Client } from '../../Client.js';
import { reportFailure } from '../../early/reportFailure.js';

/**
 * How an error was found: by the browser, by a promise nobody caught, handed over by the app, on the console, as a
 * resource that did not load, as a violation of the page's content security policy.
 */
export type ErrorSource = 'error' | 'unhandledrejection' | 'captureError' | 'console' | 'resource' | 'csp';

/**
 * Reports what nobody caught. The page's own handling and the browser's console output stay as they are. A script of another
 * origin without CORS gives no error object, only "Script error.".
 */
export function reportUncaught(client: Client, event: Partial<ErrorEvent & PromiseRejectionEvent>): void {
  reportFailure(client, event.reason ?? event.error ?? event.message, event.type as ErrorSource);
}
