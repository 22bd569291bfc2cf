import {
  type Attributes,
  type Context,
  context,
  INVALID_SPAN_CONTEXT,
  type Span,
  type SpanOptions,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import { ATTR_HTTP_REQUEST_METHOD, ATTR_HTTP_ROUTE, ATTR_URL_PATH } from '@throughline/semconv';
import { isUntraced } from './isUntraced.js';
import { keepErrorsOnce } from './keepErrorsOnce.js';
import { currentRequestScope, type RequestKind, type RequestScope } from './RequestScope.js';
import { SharedSpan } from './SharedSpan.js';

/** Next's span of a whole request. There is one of our own around it already. */
const REQUEST = 'BaseServer.handleRequest';

/** Next's spans that tell a reader something, by `next.span_type`; the rest of its two dozen is left out. */
const KEPT: Readonly<Record<string, { name: string; kind?: RequestKind }>> = {
  'AppRouteRouteHandlers.runHandler': { name: 'handler', kind: 'route' },
  'Node.runHandler': { name: 'handler', kind: 'route' },
  'AppRender.getBodyResult': { name: 'render', kind: 'page' },
  'Render.renderDocument': { name: 'render', kind: 'page' },
  'Render.getServerSideProps': { name: 'getServerSideProps', kind: 'page' },
  'Render.getStaticProps': { name: 'getStaticProps', kind: 'page' },
  'Middleware.execute': { name: 'proxy' },
};

type SpanFunction = (span: Span) => unknown;

/**
 * The tracer that Next gets. Next's request span becomes the SERVER span that is there already (also when a proxy
 * makes Next start two), a handful of its spans is kept under readable names, and the others run in place: what
 * starts inside them is a child of the span around.
 */
export class NextTracer implements Tracer {
  constructor(readonly inner: Tracer) {}

  startSpan(name: string, options: SpanOptions = {}, parent: Context = context.active()): Span {
    const scope = currentRequestScope();
    const type = typeOf(options);
    learn(scope, options.attributes);
    const kept = type === undefined ? undefined : KEPT[type];
    if (type === undefined || kept || (type === REQUEST && !scope)) {
      return keepErrorsOnce(this.inner.startSpan(spanName(name, kept, scope), clean(options), parent));
    }
    return new SharedSpan(surrounding(parent, scope), (key, value) => learnOne(scope, key, value));
  }

  startActiveSpan<F extends SpanFunction>(name: string, fn: F): ReturnType<F>;
  startActiveSpan<F extends SpanFunction>(name: string, options: SpanOptions, fn: F): ReturnType<F>;
  startActiveSpan<F extends SpanFunction>(
    name: string,
    options: SpanOptions,
    parent: Context,
    fn: F,
  ): ReturnType<F>;
  startActiveSpan(name: string, ...rest: unknown[]): unknown {
    const fn = rest.at(-1) as SpanFunction;
    const options = rest.length > 1 ? (rest[0] as SpanOptions) : {};
    const parent = rest.length > 2 ? (rest[1] as Context) : context.active();
    if (isUntracedRequest(options)) {
      return context.with(
        suppressTracing(parent),
        fn,
        undefined,
        trace.wrapSpanContext(INVALID_SPAN_CONTEXT),
      );
    }
    const span = this.startSpan(name, options, parent);
    // A shared span is not made active: user code inside gets the real one from `trace.getActiveSpan()`.
    const active = span instanceof SharedSpan ? span.target : span;
    return context.with(trace.setSpan(parent, active), fn, undefined, span);
  }
}

/** The request's own span when the context has lost it: Next replaced it by the header's, or there is none. */
function surrounding(parent: Context, scope: RequestScope | undefined): Span {
  const active = trace.getSpan(parent);
  if (scope && (!active || active.spanContext().spanId === scope.span.spanContext().spanId))
    return scope.span;
  return active ?? trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
}

/** A request that came in before `register` had run, so that no scope says that it is not to be traced. */
function isUntracedRequest(options: SpanOptions): boolean {
  const target = options.attributes?.['http.target'];
  return (
    typeOf(options) === REQUEST && typeof target === 'string' && isUntraced(target.replace(/[?#].*/s, ''))
  );
}

function typeOf(options: SpanOptions): string | undefined {
  const type = options.attributes?.['next.span_type'];
  return typeof type === 'string' ? type : undefined;
}

function spanName(
  name: string,
  kept: { name: string; kind?: RequestKind } | undefined,
  scope: RequestScope | undefined,
): string {
  if (!kept) return name;
  if (scope) scope.kind ??= kept.kind;
  return scope?.route ? `${kept.name} ${scope.route}` : kept.name;
}

function learn(scope: RequestScope | undefined, attributes: Attributes | undefined): void {
  if (!scope || !attributes) return;
  learnOne(scope, 'next.route', attributes['next.route']);
}

function learnOne(scope: RequestScope | undefined, key: string, value: unknown): void {
  if (!scope || typeof value !== 'string') return;
  if (key === 'next.route' || key === ATTR_HTTP_ROUTE) scope.route = value;
}

/** Next's bookkeeping attributes off, the route under its stable name. */
function clean(options: SpanOptions): SpanOptions {
  const attributes: Attributes = {};
  for (const [key, value] of Object.entries(options.attributes ?? {})) {
    if (key === 'next.route') attributes[ATTR_HTTP_ROUTE] = value;
    else if (key === 'http.method') attributes[ATTR_HTTP_REQUEST_METHOD] = value;
    else if (key === 'http.target') attributes[ATTR_URL_PATH] = String(value).replace(/[?#].*/s, '');
    else if (!key.startsWith('next.span_')) attributes[key] = value;
  }
  return { ...options, attributes };
}
