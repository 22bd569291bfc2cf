import { logger } from '../logs/logger.js';
import { currentRequestScope } from './RequestScope.js';
import { errorMessage, errorType, recordError } from './recordError.js';

/** The part of Next's request that the hook gets. */
export interface ErroredRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** Where Next caught the error (`Instrumentation.onRequestError` of `next`). */
export interface ErrorContext {
  readonly routerKind: 'Pages Router' | 'App Router';
  readonly routePath: string;
  readonly routeType: 'render' | 'route' | 'action' | 'proxy' | 'middleware';
}

const reported = new WeakSet<object>();

/**
 * Next's hook for errors that it caught while it served a request: re-export it from `instrumentation.ts`. The
 * request's span becomes an error with the exception on it, and one error line with the trace's ids is logged.
 */
export function onRequestError(
  error: unknown,
  request: Readonly<ErroredRequest>,
  errorContext: Readonly<ErrorContext>,
): void {
  try {
    // The same error comes twice when it passes the RSC and the HTML render.
    if (typeof error === 'object' && error !== null) {
      if (reported.has(error)) return;
      reported.add(error);
    }
    const scope = currentRequestScope();
    if (scope) {
      scope.route ??= errorContext.routePath;
      scope.error = { type: errorType(error), message: errorMessage(error) };
      recordError(scope.span, error);
    }
    logger.error(
      { err: error, route: scope?.route ?? errorContext.routePath, next_kind: errorContext.routeType },
      `${request.method} ${errorContext.routePath}: ${errorMessage(error)}`,
    );
  } catch {
    // A fault here would hide the app's own error.
  }
}
