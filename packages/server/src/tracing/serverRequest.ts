import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Attributes,
  type Context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import {
  ATTR_ERROR_TYPE,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_RESPONSE_STATUS_CODE,
  ATTR_HTTP_ROUTE,
  ATTR_NEXT_ACTION,
  ATTR_NEXT_ACTION_ID,
  ATTR_NEXT_CACHE,
  ATTR_NEXT_KIND,
  ATTR_URL_PATH,
} from '@throughline/semconv';
import { warnOnce } from '../delivery/warnOnce.js';
import { withContext } from './activeContext.js';
import { announceTrace } from './announceTrace.js';
import { connectionAttributes } from './connectionAttributes.js';
import { ignoreLateWrites } from './ignoreLateWrites.js';
import { isUntraced } from './isUntraced.js';
import { LightSpan } from './light/LightSpan.js';
import { actionId, nameOfAction } from './nameOfAction.js';
import { RequestContext } from './RequestContext.js';
import { currentRequestScope, type RequestKind, type RequestScope } from './RequestScope.js';
import { routeOfNext } from './routeOfNext.js';
import { ownTracer } from './tracer.js';
import { mayBeFormAction, watchFormAction } from './watchFormAction.js';

/** What is made of a request beside its span. */
export interface RequestObserver {
  /** It is about to be served. */
  begun(method: string): void;
  /** It is over, whether or not it is worth telling. */
  over(method: string): void;
  /** Its response is through: metrics, the access line. Called outside of the request's context. */
  served(scope: RequestScope, durationSeconds: number, context: Context): void;
}

/** What is behind the server. Only Next has a folder of files; elsewhere a request without a route is a request. */
export type Framework = 'next' | 'none';

const METHODS = new Set([
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'CONNECT',
  'QUERY',
]);
const MAX_HEADER_LENGTH = 512;

/**
 * Runs `run` (which serves the request) inside a SERVER span that continues the caller's `traceparent`. The span ends
 * when the response is through, named `METHOD /route`, with the stable HTTP conventions.
 */
export function serveTraced(
  request: IncomingMessage,
  response: ServerResponse,
  observer: RequestObserver,
  run: (scope: RequestScope | undefined) => void,
  framework: Framework = 'none',
): void {
  const path = pathOf(request);
  if (isUntraced(path)) {
    const untraced = new RequestContext({ request, peerAddress: request.socket.remoteAddress }, undefined);
    withContext(suppressTracing(untraced), run, undefined);
    return;
  }
  // A custom server may wrap a handler twice (patched server and `traceHandler`): one request, one span.
  const outer = currentRequestScope();
  if (outer?.request === request) {
    run(outer);
    return;
  }
  let begun: { scope: RequestScope; active: RequestContext };
  try {
    begun = begin(request, response, path, observer, framework);
  } catch (error) {
    warnOnce('serveTraced', `a request is not traced: ${String(error)}`);
    run(undefined);
    return;
  }
  withContext(begun.active, run, begun.scope);
}

function begin(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  observer: RequestObserver,
  framework: Framework,
) {
  const method = request.method && METHODS.has(request.method) ? request.method : '_OTHER';
  const parent = extractCaller(request);
  const attributes = {
    [ATTR_HTTP_REQUEST_METHOD]: method,
    [ATTR_URL_PATH]: path.slice(0, MAX_HEADER_LENGTH),
  };
  const span = ownTracer().startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
  if (span instanceof LightSpan) span.lateAttributes = () => connectionAttributes(request);
  else span.setAttributes(connectionAttributes(request));
  const scope: RequestScope = {
    span,
    request,
    response,
    method,
    path,
    startedMillis: performance.now(),
    socketBytesBefore: request.socket.bytesWritten,
    route: undefined,
    kind: kindByHeaders(request),
    action: actionId(request.headers['next-action']),
    over: false,
    error: undefined,
  };
  if (framework === 'next' && mayBeFormAction(request)) {
    watchFormAction(request, (id) => {
      scope.action ??= id;
    });
  }
  announceTrace(request, response, span);
  observer.begun(method);
  const active = new RequestContext(scope, span, parent);
  const mayBeFile = framework === 'next' && trace.getSpanContext(parent) === undefined;
  // It comes once; to say so costs a function more.
  response.on('close', () => end(scope, active, mayBeFile, observer));
  return { scope, active };
}

/** The context that the caller sent along. Most requests have none: nothing is looked for in vain. */
function extractCaller({ headers }: IncomingMessage): Context {
  const sent = headers.traceparent !== undefined || headers.baggage !== undefined;
  return sent ? propagation.extract(ROOT_CONTEXT, headers) : ROOT_CONTEXT;
}

function end(scope: RequestScope, active: Context, mayBeFile: boolean, observer: RequestObserver): void {
  const { span } = scope;
  const durationSeconds = (performance.now() - scope.startedMillis) / 1000;
  scope.route = templateOf(scope.route ?? routeOfNext(scope.request));
  scope.over = true;
  observer.over(scope.method);
  // A picture of a page is no request that anybody looks for; twenty of them would bury the page itself. The span is
  // let go without an end, so it is neither counted nor exported.
  if (mayBeFile && isFile(scope)) return;
  try {
    conclude(scope);
  } catch (error) {
    warnOnce('endRequest', `a request's span is incomplete: ${String(error)}`);
  }
  // The end comes first: it decides whether the trace is kept, which the exemplar and the access line go by.
  span.end();
  if (!(span instanceof LightSpan)) ignoreLateWrites(span);
  try {
    observer.served(scope, durationSeconds, active);
  } catch (error) {
    warnOnce('observeRequest', `a request was not observed: ${String(error)}`);
  }
}

function conclude({ span, response, method, route, kind: served, action, error }: RequestScope): void {
  forgetFrameworkAttributes(span);
  // A page that was asked for by a form of an action; a route handler may take any form for its own.
  const kind = action !== undefined && served !== 'route' ? 'action' : served;
  const status = response.statusCode;
  span.updateName(route ? `${method} ${route}` : method);
  span.setAttribute(ATTR_HTTP_RESPONSE_STATUS_CODE, status);
  if (route) span.setAttribute(ATTR_HTTP_ROUTE, route);
  if (kind) span.setAttribute(ATTR_NEXT_KIND, kind);
  const cache = response.getHeader('x-nextjs-cache');
  if (typeof cache === 'string') span.setAttribute(ATTR_NEXT_CACHE, cache.toLowerCase());
  if (kind === 'action') describeAction(span, action);
  if (error || status >= 500) {
    span.setAttribute(ATTR_ERROR_TYPE, error?.type ?? String(status));
    span.setStatus({ code: SpanStatusCode.ERROR, ...(error ? { message: error.message } : {}) });
  } else if (!response.writableFinished) {
    // The caller went away first: worth seeing, but no failure of this service.
    span.setAttribute(ATTR_ERROR_TYPE, 'client_disconnected');
  }
}

function describeAction(span: Span, id: string | undefined): void {
  if (id === undefined) return;
  span.setAttribute(ATTR_NEXT_ACTION_ID, id);
  const name = nameOfAction(id);
  if (name !== undefined) span.setAttribute(ATTR_NEXT_ACTION, name);
}

const FILE_STATUSES = new Set([200, 206, 304]);

/** Whether Next served a file from `public/`: it does so before it looks for a route. */
function isFile({ method, route, kind, response, error }: RequestScope): boolean {
  if (route !== undefined || kind !== undefined || error) return false;
  return (method === 'GET' || method === 'HEAD') && FILE_STATUSES.has(response.statusCode);
}

/** Next's own request headers: a server action carries its id, a soft navigation asks for the RSC payload. */
function kindByHeaders({ headers }: IncomingMessage): RequestKind | undefined {
  if (headers['next-action'] !== undefined) return 'action';
  return headers.rsc === '1' ? 'rsc' : undefined;
}

/** Next serves what matches nothing by routes of its own. */
const FALLBACK_ROUTES = new Set(['/_not-found', '/404', '/_error', '/500']);

function templateOf(route: string | undefined): string | undefined {
  return route === undefined || FALLBACK_ROUTES.has(route) ? undefined : route;
}

/** Next writes its old names onto whatever span is active; the stable ones say the same. */
function forgetFrameworkAttributes(span: Span): void {
  if (!('attributes' in span) || typeof span.attributes !== 'object' || span.attributes === null) return;
  const attributes = span.attributes as Attributes;
  for (const key in attributes) {
    if (key.startsWith('next.') || key === 'http.status_code') delete attributes[key];
  }
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const end = url.search(/[?#]/);
  return end < 0 ? url : url.slice(0, end);
}
