import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { handleCharge } from './handleCharge.js';
import { sendJson } from './sendJson.js';

const ROUTES: Readonly<Record<string, { readonly method: string; readonly handle: RequestListener }>> = {
  '/charge': { method: 'POST', handle: handleCharge },
  '/health': { method: 'GET', handle: (_request, response) => sendJson(response, 200, { status: 'ok' }) },
};

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').split('?', 1)[0] ?? '/';
}

/** The route template of a request, or undefined where no route takes it. Names its span and its metrics. */
export function routeOf(request: IncomingMessage): string | undefined {
  const path = pathOf(request);
  return Object.hasOwn(ROUTES, path) ? path : undefined;
}

/** Answers a request by its path and method: 404 and 405 (with `Allow`) where nothing takes it. */
export async function handleRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = routeOf(request);
  const route = path === undefined ? undefined : ROUTES[path];
  if (route === undefined) {
    sendJson(response, 404, { code: 'not_found' });
    return;
  }
  if (request.method !== route.method) {
    sendJson(response, 405, { code: 'method_not_allowed' }, { Allow: route.method });
    return;
  }
  await route.handle(request, response);
}
