import { logger } from '../logs/logger.js';
import { currentRequestScope, type RequestScope } from './RequestScope.js';
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
    const { routePath, routeType } = errorContext;
    const scope = currentRequestScope();
    if (scope) scope.route ??= routePath;
    report(scope, error, `${request.method} ${routePath}`, routeType, scope?.route ?? routePath);
  } catch {
    // A fault here would hide the app's own error.
  }
}

/** The same for what `proxy.ts` throws, of which Next tells its hook nothing. */
export function reportProxyError(scope: RequestScope): (error: unknown) => void {
  return (error) => {
    try {
      report(scope, error, `${scope.method} ${scope.path}`, 'proxy', scope.route);
    } catch {
      // As above.
    }
  };
}

function report(
  scope: RequestScope | undefined,
  error: unknown,
  what: string,
  kind: ErrorContext['routeType'],
  route: string | undefined,
): void {
  // The same error comes twice when it passes the RSC and the HTML render.
  if (typeof error === 'object' && error !== null) {
    if (reported.has(error)) return;
    reported.add(error);
  }
  if (scope) {
    scope.error = { type: errorType(error), message: errorMessage(error) };
    recordError(scope.span, error);
  }
  logger.error({ err: error, route, next_kind: kind }, `${what}: ${errorMessage(error)}`);
}
