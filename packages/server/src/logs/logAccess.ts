import { TraceFlags } from '@opentelemetry/api';
import type { RequestScope } from '../tracing/RequestScope.js';
import { logger } from './logger.js';

/**
 * The access line of a request. Sampled like the trace, so that a line leads somewhere and a prefetch leaves none;
 * failures are always said.
 */
export function logAccess(scope: RequestScope, durationSeconds: number, failed: boolean): void {
  const { span, method, route, path, response } = scope;
  const status = response.statusCode;
  const sampled = (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
  if (!sampled && !failed) return;
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
