import { TraceFlags } from '@opentelemetry/api';
import { logAccess } from '../logs/logAccess.js';
import { waitingBatches } from '../relay/waitingBatches.js';
import { withContext } from '../tracing/activeContext.js';
import type { RequestScope } from '../tracing/RequestScope.js';
import type { RequestObserver } from '../tracing/serverRequest.js';
import { processState, type Running } from './processState.js';

const SERVER_ERROR = 500;

/** What is made of each request: the number in flight, and at its end histogram observations and an access line. */
export function observeRequest({ metrics }: Running): RequestObserver {
  return {
    begun(method) {
      waitingBatches.begun();
      metrics.addActive(method, 1);
    },
    over(method) {
      waitingBatches.over();
      metrics.addActive(method, -1);
    },
    served(scope, durationSeconds, context) {
      metrics.observeRequest(scope, durationSeconds);
      const failed = scope.error !== undefined || scope.response.statusCode >= SERVER_ERROR;
      processState().gate.settle(scope, failed);
      // Sampled like the trace, so that a line leads somewhere and a prefetch leaves none; failures are always said.
      if (failed || isSampled(scope)) withContext(context, logAccess, scope, durationSeconds);
    },
  };
}

function isSampled({ span }: RequestScope): boolean {
  return (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
}
