import type { IncomingMessage } from 'node:http';

const NEXT_REQUEST_META = Symbol.for('NextInternalRequestMeta');

type NextRequest = IncomingMessage & { [NEXT_REQUEST_META]?: unknown };

/** The template from Next's own match: there too for responses that no Next span reports a route for (static pages). */
export function routeOfNext(request: NextRequest): string | undefined {
  const pathname = definitionOf(request)?.pathname;
  return typeof pathname === 'string' ? pathname : undefined;
}

/** Whether Next has matched a `route.ts`. */
export function isRouteHandlerOfNext(request: NextRequest): boolean {
  return definitionOf(request)?.kind === 'APP_ROUTE';
}

/** What Next says of the route that it has matched. */
function definitionOf(request: NextRequest): { pathname?: unknown; kind?: unknown } | undefined {
  let value: unknown = request[NEXT_REQUEST_META];
  for (const key of ['match', 'definition']) {
    if (!isObject(value)) return undefined;
    value = value[key];
  }
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
