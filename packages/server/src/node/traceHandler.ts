import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { logger } from '../logs/logger.js';
import { observeRequest } from '../runtime/observeRequest.js';
import { processState } from '../runtime/processState.js';
import type { RequestScope } from '../tracing/RequestScope.js';
import { errorMessage, errorType, recordError } from '../tracing/recordError.js';
import { type RequestObserver, serveTraced } from '../tracing/serverRequest.js';

export interface TraceHandlerOptions {
  /** The route template of a request (`/charges/:id`); `undefined` when its path matches none. Never the raw path. */
  route?: (request: IncomingMessage) => string | undefined;
}

/**
 * Wraps a `node:http` handler: each request runs in a SERVER span that continues the caller's trace, is counted,
 * timed and logged. A handler that throws or rejects is recorded, logged, and answered with 500 if nothing was sent.
 */
export function traceHandler(
  handler: (request: IncomingMessage, response: ServerResponse) => unknown,
  options: TraceHandlerOptions = {},
): RequestListener {
  let observe: RequestObserver | undefined;
  return (request, response) => {
    const { running } = processState();
    if (running) observe ??= observeRequest(running);
    const run = (scope?: RequestScope) => {
      if (scope) scope.route ??= routeOf(options, request);
      void serve(handler, request, response, scope);
    };
    if (observe) serveTraced(request, response, observe, run);
    else run();
  };
}

async function serve(
  handler: (request: IncomingMessage, response: ServerResponse) => unknown,
  request: IncomingMessage,
  response: ServerResponse,
  scope: RequestScope | undefined,
): Promise<void> {
  try {
    await handler(request, response);
  } catch (error) {
    if (scope) {
      scope.error = { type: errorType(error), message: errorMessage(error) };
      recordError(scope.span, error);
    }
    logger.error({ err: error }, `${request.method} ${scope?.route ?? 'request'}: ${errorMessage(error)}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.writeHead(500, { 'content-type': 'application/json' });
    response.end('{"error":"internal"}');
  }
}

function routeOf({ route }: TraceHandlerOptions, request: IncomingMessage): string | undefined {
  try {
    return route?.(request);
  } catch {
    return undefined;
  }
}
