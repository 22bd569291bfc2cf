import type { Attributes, Context, Span } from '@opentelemetry/api';
import { ATTR_HTTP_REQUEST_METHOD, ATTR_HTTP_ROUTE, ATTR_URL_PATH } from '@throughline/semconv';
import type { RequestKind, RequestScope } from './RequestScope.js';
import { routeOfNext } from './routeOfNext.js';
import { ownTracer } from './tracer.js';

/** Attribute by which Next says which of its spans one is. */
export const NEXT_SPAN_TYPE = 'next.span_type';

/** The type of Next's span of a whole request. There is one of our own around it already. */
export const NEXT_REQUEST = 'BaseServer.handleRequest';

/** The type of its span around the code that is bundled with a route, when that is matched and loaded. */
export const NEXT_ROUTE = 'BaseServer.renderToResponseWithComponents';

/** The type of its span of `proxy.ts`. */
export const NEXT_PROXY = 'Middleware.execute';

/** A span of Next's that is shown, under a name that tells a reader something. */
export interface KeptNextSpan {
  readonly name: string;
  readonly kind?: RequestKind;
}

/** The spans of Next's that tell a reader something, by their type; the rest of its two dozen is left out. */
export const KEPT_NEXT_SPANS: ReadonlyMap<string, KeptNextSpan> = new Map<string, KeptNextSpan>([
  ['AppRouteRouteHandlers.runHandler', { name: 'handler', kind: 'route' }],
  ['Node.runHandler', { name: 'handler', kind: 'route' }],
  ['AppRender.getBodyResult', { name: 'render', kind: 'page' }],
  ['Render.renderDocument', { name: 'render', kind: 'page' }],
  ['Render.getServerSideProps', { name: 'getServerSideProps', kind: 'page' }],
  ['Render.getStaticProps', { name: 'getStaticProps', kind: 'page' }],
  [NEXT_PROXY, { name: 'proxy' }],
]);

/** Starts such a span, and learns from it what serves the request. */
export function startKeptSpan(
  kept: KeptNextSpan,
  scope: RequestScope,
  attributes: Attributes | undefined,
  parent: Context,
): Span {
  learnRoute(scope, 'next.route', attributes?.['next.route']);
  return ownTracer().startSpan(
    keptSpanName(kept, scope),
    { attributes: stableAttributes(attributes, scope) },
    parent,
  );
}

export function keptSpanName(kept: KeptNextSpan, scope: RequestScope | undefined): string {
  if (scope) scope.kind ??= kept.kind;
  return scope?.route ? `${kept.name} ${scope.route}` : kept.name;
}

/** Takes the route template out of an attribute that Next sets. */
export function learnRoute(scope: RequestScope | undefined, key: string, value: unknown): void {
  if (!scope || typeof value !== 'string') return;
  if (key === 'next.route' || key === ATTR_HTTP_ROUTE)
    scope.route = asTemplate(value, routeOfNext(scope.request));
}

/** Next's bookkeeping attributes off, the others under their stable names. */
export function stableAttributes(given: Attributes | undefined, scope?: RequestScope): Attributes {
  const attributes: Attributes = {};
  for (const key in given) {
    const value = given[key];
    if (key === 'next.route') attributes[ATTR_HTTP_ROUTE] = scope?.route ?? value;
    else if (key === 'http.method') attributes[ATTR_HTTP_REQUEST_METHOD] = value;
    else if (key === 'http.target') attributes[ATTR_URL_PATH] = String(value).replace(/[?#].*/s, '');
    else if (!key.startsWith('next.span_')) attributes[key] = value;
  }
  return attributes;
}

/** Next 15 reports a route handler by its file below the project (`/app/api/cart/route`). */
function asTemplate(reported: string, matched: string | undefined): string {
  if (!reported.startsWith('/app/')) return reported;
  const file = `/app${matched === '/' ? '' : matched}/route`;
  return matched !== undefined && reported === file ? matched : reported;
}
