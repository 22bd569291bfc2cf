import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  type Attributes,
  INVALID_SPAN_CONTEXT,
  ProxyTracerProvider,
  type Span,
  type SpanOptions,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { activeContext, withContext } from './activeContext.js';
import { LightSpan } from './light/LightSpan.js';
import { LightTracerProvider } from './light/LightTracerProvider.js';
import {
  KEPT_NEXT_SPANS,
  learnRoute,
  NEXT_REQUEST,
  NEXT_ROUTE,
  NEXT_SPAN_TYPE,
  startKeptSpan,
} from './nextSpans.js';
import { QuietSpan, seemAbsentInRequests } from './QuietSpan.js';
import { servedBy } from './RequestContext.js';
import { currentRequestScope } from './RequestScope.js';
import { isRouteHandlerOfNext } from './routeOfNext.js';
import { settle } from './withSpan.js';

type SpanFunction = (span?: Span, done?: unknown) => unknown;

/** The part of Next's tracer (`next/dist/server/lib/trace/tracer`) that is replaced. */
interface NextInternalTracer {
  trace(type: string, ...rest: unknown[]): unknown;
  startSpan(name: string, options?: SpanOptions): Span;
  withPropagatedContext(carrier: unknown, fn: () => unknown, ...rest: unknown[]): unknown;
  getActiveScopeSpan(): Span | undefined;
  setRootSpanAttribute(key: string, value: unknown): void;
}

const METHODS = ['trace', 'startSpan', 'withPropagatedContext', 'getActiveScopeSpan', 'setRootSpanAttribute'];
const MODULE = '/next/dist/server/lib/trace/tracer.js';
const NO_SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/**
 * Makes Next's own tracer do, within a request, what little is wanted of it: the handler's and the render's span and
 * the route. Next starts two dozen spans for a request, each with a context of its own and a bookkeeping of attributes,
 * of which a reader is shown one or two. Each route has a bundled copy of that tracer, which cannot be reached: around a
 * route handler it is left to believe that nobody traces. Where Next's module is not found or has another form,
 * `NextTracer` takes what Next starts and shows the same spans, at five times the cost.
 *
 * @param modules Node's cache of CommonJS modules: Next has loaded its tracer before `instrumentation.ts` runs
 * @returns whether there was a tracer to replace
 */
export function quietNextTracer(modules: NodeJS.Dict<NodeJS.Module> = loadedModules()): boolean {
  let found = false;
  for (const [path, module] of Object.entries(modules)) {
    if (!path.replaceAll('\\', '/').endsWith(MODULE)) continue;
    const tracer = tracerOf(module?.exports);
    if (!tracer) continue;
    replaceMethods(tracer);
    found = true;
  }
  if (found) quietCopies(trace.getTracerProvider());
  return found;
}

/** Of the SDK's spans nothing is known that could be hidden. */
function quietCopies(provider: TracerProvider): void {
  const real = provider instanceof ProxyTracerProvider ? provider.getDelegate() : provider;
  if (real instanceof LightTracerProvider) seemAbsentInRequests(real);
}

function loadedModules(): NodeJS.Dict<NodeJS.Module> {
  return createRequire(join(process.cwd(), 'throughline.js')).cache;
}

function tracerOf(exports: unknown): NextInternalTracer | undefined {
  if (typeof exports !== 'object' || exports === null || !('getTracer' in exports)) return undefined;
  const { getTracer } = exports;
  const tracer: unknown = typeof getTracer === 'function' ? getTracer() : undefined;
  if (typeof tracer !== 'object' || tracer === null) return undefined;
  const methods = tracer as Record<string, unknown>;
  return METHODS.every((name) => typeof methods[name] === 'function')
    ? (tracer as NextInternalTracer)
    : undefined;
}

function replaceMethods(tracer: NextInternalTracer): void {
  const original = {
    trace: tracer.trace.bind(tracer),
    startSpan: tracer.startSpan.bind(tracer),
    withPropagatedContext: tracer.withPropagatedContext.bind(tracer),
    getActiveScopeSpan: tracer.getActiveScopeSpan.bind(tracer),
    setRootSpanAttribute: tracer.setRootSpanAttribute.bind(tracer),
  };
  const replacement: NextInternalTracer = {
    trace(type, ...rest) {
      const fn = (typeof rest[0] === 'function' ? rest[0] : rest[1]) as SpanFunction;
      const kept = KEPT_NEXT_SPANS.get(type);
      // The most of them, and left out wherever they are: not even the context is looked at.
      if (!kept && type !== NEXT_REQUEST) return type === NEXT_ROUTE ? callRoute(fn) : fn();
      const active = activeContext();
      if (servedBy(active) === undefined) return original.trace(type, ...rest);
      const scope = kept && currentRequestScope();
      // As Next calls it where no tracing is.
      if (!scope) return fn();
      // With a callback in place of a promise: Next's own way of ending the span.
      if (fn.length > 1) return original.trace(type, ...rest);
      const attributes = typeof rest[0] === 'object' ? (rest[0] as SpanOptions).attributes : undefined;
      const span = startKeptSpan(kept, scope, attributes, active);
      return withContext(trace.setSpan(active, span), settle, span, () => fn(span));
    },
    startSpan(name, options) {
      const shown = KEPT_NEXT_SPANS.has(typeOf(options?.attributes));
      return shown || servedBy(activeContext()) === undefined ? original.startSpan(name, options) : NO_SPAN;
    },
    // The request's trace is continued already, and a proxy's copy of its headers is no other caller.
    withPropagatedContext: (carrier, fn, ...rest) =>
      servedBy(activeContext()) === undefined ? original.withPropagatedContext(carrier, fn, ...rest) : fn(),
    // Nothing of Next's is to be written to the spans that are there.
    getActiveScopeSpan: () =>
      servedBy(activeContext()) === undefined ? original.getActiveScopeSpan() : undefined,
    setRootSpanAttribute(key, value) {
      const scope = currentRequestScope();
      if (scope) learnRoute(scope, key, value);
      else original.setRootSpanAttribute(key, value);
    },
  };
  Object.assign(tracer, replacement);
}

/** A route handler's bundled code asks for a span that is not shown. User code begins within the handler's, which records. */
function callRoute(fn: SpanFunction): unknown {
  const active = activeContext();
  const span = trace.getSpan(active);
  const scope = currentRequestScope();
  // Another provider's spans are not to be wrapped: it may know its own by their class.
  if (!scope || !(span instanceof LightSpan) || !isRouteHandlerOfNext(scope.request)) return fn();
  return withContext(trace.setSpan(active, new QuietSpan(span)), fn);
}

function typeOf(attributes: Attributes | undefined): string {
  const type = attributes?.[NEXT_SPAN_TYPE];
  return typeof type === 'string' ? type : '';
}
