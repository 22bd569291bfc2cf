import { quietly } from '../../process/quietly.js';

/** How an error was found: by the browser, by a promise nobody caught, or handed over by the app. */
export type ErrorSource = 'error' | 'unhandledrejection' | 'captureError';

/** Reports what nobody caught. The page's own handling and the browser's console output stay as they are. */
export function captureErrors(report: (thrown: unknown, source: ErrorSource) => void): void {
  window.addEventListener('error', (event) => {
    // A script of another origin without CORS gives no error object, only "Script error.".
    quietly(() => report(event.error ?? event.message, 'error'));
  });
  window.addEventListener('unhandledrejection', (event) => {
    quietly(() => report(event.reason, 'unhandledrejection'));
  });
}
