import { captureError } from '../../early/reportError.js';
import { listen } from '../../process/listen.js';

/**
 * How an error was found: by the browser, by a promise nobody caught, handed over by the app, on the console, as a
 * resource that did not load, as a violation of the page's content security policy.
 */
export type ErrorSource = 'error' | 'unhandledrejection' | 'captureError' | 'console' | 'resource' | 'csp';

/** Reports what nobody caught. The page's own handling and the browser's console output stay as they are. */
export function captureErrors(): void {
  listen('error', report);
  listen('unhandledrejection', report);
}

/** A script of another origin without CORS gives no error object, only "Script error.". */
function report(event: ErrorEvent | PromiseRejectionEvent): void {
  const { reason, error, message } = event as Partial<PromiseRejectionEvent & ErrorEvent>;
  captureError(reason ?? error ?? message, event.type as ErrorSource);
}
