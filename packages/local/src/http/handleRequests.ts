import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { checkSender } from './checkSender.js';
import { HttpError } from './HttpError.js';
import { type ErrorForm, type Exchange, json, matchPath, type Reply, type Route } from './Route.js';

/** Errors of the engine that are the sender's: their names, because they come from another thread. */
const SENDER_ERRORS = new Set(['BadRequest', 'UnsupportedQuery', 'QueryError', 'ExpositionError']);

const plainError: ErrorForm = (status, message) => json(status, { error: { message } });

/** Makes the listener of the server: the first route whose pattern matches answers. Nothing escapes as an exception. */
export function handleRequests(routes: readonly Route[], boundHost: string): RequestListener {
  return (request, response) => {
    void answer(routes, boundHost, request).then(
      (reply) => send(response, reply),
      () => response.destroy(),
    );
  };
}

async function answer(routes: readonly Route[], boundHost: string, request: IncomingMessage): Promise<Reply> {
  let exchange: Exchange | undefined;
  let error = plainError;
  try {
    // The base only completes a path; `//host/x` must not become a host of its own.
    const url = new URL(`http://localhost${request.url?.startsWith('/') ? request.url : '/'}`);
    exchange = { request, url, path: {} };
    checkSender(request, boundHost);
    for (const route of routes) {
      const path = matchPath(route.pattern, url.pathname);
      if (path === undefined) continue;
      exchange = { request, url, path };
      error = route.error;
      return await dispatch(route, exchange);
    }
    throw new HttpError(404, `nothing is served at ${url.pathname.slice(0, 200)}`);
  } catch (reason) {
    const { status, message, headers } = toHttpError(reason, request.method ?? '');
    const known = exchange ?? { request, url: new URL('http://localhost/'), path: {} };
    const reply = error(status, message, known);
    return { ...reply, headers: { ...reply.headers, ...headers } };
  }
}

function dispatch(route: Route, exchange: Exchange): Reply | Promise<Reply> {
  const method = exchange.request.method === 'HEAD' ? 'GET' : exchange.request.method;
  const handler = method === 'GET' || method === 'POST' ? route.methods[method] : undefined;
  if (handler !== undefined) return handler(exchange);
  const allowed = Object.keys(route.methods);
  if (allowed.includes('GET')) allowed.push('HEAD');
  throw new HttpError(405, `${exchange.request.method} is not allowed here`, { allow: allowed.join(', ') });
}

function toHttpError(reason: unknown, method: string): HttpError {
  if (reason instanceof HttpError) return reason;
  if (reason instanceof Error && SENDER_ERRORS.has(reason.name)) return new HttpError(400, reason.message);
  const message = reason instanceof Error ? reason.message : 'unknown error';
  if (method !== 'POST') return new HttpError(500, `the query failed: ${message}`);
  // The store could not do it: full disk, closed. What was not stored may be sent again.
  return new HttpError(503, `the store failed: ${message}`, { 'retry-after': '1' });
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, {
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    ...reply.headers,
    ...(reply.stream ? {} : { 'content-length': Buffer.byteLength(reply.body ?? '') }),
  });
  if (reply.stream) reply.stream(response);
  else response.end(reply.body ?? '');
}
