import type { IncomingMessage } from 'node:http';

const NEXT_REQUEST_META = Symbol.for('NextInternalRequestMeta');

/** The template from Next's own match: there too for responses that no Next span reports a route for (static pages). */
export function routeOfNext(
  request: IncomingMessage & { [NEXT_REQUEST_META]?: unknown },
): string | undefined {
  let value: unknown = request[NEXT_REQUEST_META];
  for (const key of ['match', 'definition', 'pathname']) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return typeof value === 'string' ? value : undefined;
}
