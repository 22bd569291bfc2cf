import type { RequestScope } from '../tracing/RequestScope.js';
import { logger } from './logger.js';

/** The access line of a request. */
export function logAccess(scope: RequestScope, durationSeconds: number): void {
  const { method, route, path, response } = scope;
  const status = response.statusCode;
  logger.info(
    {
      method,
      // The route is on every line of the request.
      ...(route === undefined ? { path } : {}),
      status,
      duration_ms: Math.round(durationSeconds * 1e5) / 100,
      ...(response.writableFinished ? {} : { aborted: true }),
    },
    `${method} ${route ?? path} ${status}`,
  );
}
