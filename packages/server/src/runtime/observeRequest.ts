import { TraceFlags } from '@opentelemetry/api';
import { logger } from '../logs/logger.js';
import type { RequestObserver } from '../tracing/serverRequest.js';
import type { Running } from './processState.js';

/** What is made of each request whose response is through: a histogram observation and an access line. */
export function observeRequest({ metrics }: Running): RequestObserver {
  return (scope, durationSeconds) => {
    metrics.observeRequest(scope, durationSeconds);
    const { span, method, route, path, response } = scope;
    const status = response.statusCode;
    // Sampled like the trace, so that a line leads somewhere and a prefetch leaves none; failures are always said.
    const sampled = (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
    if (!sampled && status < 500 && !scope.error) return;
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
