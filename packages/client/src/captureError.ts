import { currentClient } from './Client.js';
import { reportFailure } from './early/reportFailure.js';
import type { LogAttributes } from './process/cleanAttributes.js';
import { quietly } from './process/quietly.js';

/**
 * Reports an error that the browser never gets to see because someone caught it: call it in `error.tsx` and
 * `global-error.tsx`, whose React error boundaries do. An error is reported once, however often it is handed
 * over or thrown on. Never throws.
 */
export function captureError(error: unknown, options: { attributes?: LogAttributes } = {}): void {
  quietly(() => {
    const client = currentClient();
    if (client) reportFailure(client, error, 'captureError', options.attributes ?? {});
  });
}
