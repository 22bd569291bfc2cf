import type { Client } from '../../Client.js';
import { quietly } from '../../process/quietly.js';

/** How an error was found: by the browser, by a promise nobody caught, or handed over by the app. */
export type ErrorSource = 'error' | 'unhandledrejection' | 'captureError';

/** Reports what nobody caught. The page's own handling and the browser's console output stay as they are. */
export function captureErrors(client: Client): void {
  window.addEventListener('error', (event) => {
    // A script of another origin without CORS gives no error object, only "Script error.".
    quietly(() => client.captureError(event.error ?? event.message, 'error', {}));
  });
  window.addEventListener('unhandledrejection', (event) => {
    quietly(() => client.captureError(event.reason, 'unhandledrejection', {}));
  });
}
