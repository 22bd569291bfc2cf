import { logger } from '../logs/logger.js';
import type { RequestObserver } from '../tracing/serverRequest.js';
import type { Running } from './processState.js';

/** What is made of each request whose response is through: a histogram observation and an access line. */
export function observeRequest({ metrics }: Running): RequestObserver {
  return (scope, durationSeconds) => {
    metrics.observeRequest(scope, durationSeconds);
    const { method, route, path, response } = scope;
    const status = response.statusCode;
    logger.info(
      {
        method,
        ...(route === undefined ? { path } : { route }),
        status,
        duration_ms: Math.round(durationSeconds * 1e5) / 100,
        ...(response.writableFinished ? {} : { aborted: true }),
      },
      `${method} ${route ?? path} ${status}`,
    );
  };
}
