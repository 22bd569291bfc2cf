import {
  type Context,
  INVALID_SPAN_CONTEXT,
  type Span,
  type SpanOptions,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { suppressTracing } from '@opentelemetry/core';
import type { Detail } from '../config/ThroughlineOptions.js';
import { activeContext, withContext } from './activeContext.js';
import { isUntraced } from './isUntraced.js';
import { keepErrorsOnce } from './keepErrorsOnce.js';
import {
  KEPT_NEXT_SPANS,
  keptSpanName,
  learnRoute,
  NEXT_PROXY,
  NEXT_REQUEST,
  NEXT_SPAN_TYPE,
  stableAttributes,
} from './nextSpans.js';
import { reportProxyError } from './onRequestError.js';
import { currentRequestScope, type RequestScope } from './RequestScope.js';
import { SharedSpan } from './SharedSpan.js';

/** The name that Next asks for its tracer by. */
export const NEXT_SCOPE = 'next.js';

type SpanFunction = (span: Span) => unknown;

/**
 * The tracer that Next gets. Next's request span becomes the SERVER span that is there already (also when a proxy
 * makes Next start two), a handful of its spans is kept under readable names, and the others run in place: what
 * starts inside them is a child of the span around. With `detail: 'framework'` they are spans too.
 */
export class NextTracer implements Tracer {
  constructor(
    readonly inner: Tracer,
    readonly detail: Detail,
  ) {}

  startSpan(name: string, options: SpanOptions = {}, parent: Context = activeContext()): Span {
    const scope = currentRequestScope();
    const type = typeOf(options);
    learnRoute(scope, 'next.route', options.attributes?.['next.route']);
    const kept = type === undefined ? undefined : KEPT_NEXT_SPANS.get(type);
    const shown = type === undefined || kept !== undefined || this.detail === 'framework';
    if (type === NEXT_REQUEST ? !scope : shown) {
      const stable = { ...options, attributes: stableAttributes(options.attributes, scope) };
      const shownName = kept ? keptSpanName(kept, scope) : name;
      const span = this.inner.startSpan(shownName, stable, parent);
      return keepErrorsOnce(span, type === NEXT_PROXY && scope ? reportProxyError(scope) : undefined);
    }
    return new SharedSpan(surrounding(parent, scope), (key, value) => learnRoute(scope, key, value));
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
    const parent = rest.length > 2 ? (rest[1] as Context) : activeContext();
    if (isUntracedRequest(options)) {
      return withContext(suppressTracing(parent), fn, trace.wrapSpanContext(INVALID_SPAN_CONTEXT));
    }
    const span = this.startSpan(name, options, parent);
    // A shared span is not made active: user code inside gets the real one from `trace.getActiveSpan()`.
    const active = span instanceof SharedSpan ? span.target : span;
    if (active === trace.getSpan(parent) && parent === activeContext()) return fn(span);
    return withContext(trace.setSpan(parent, active), fn, span);
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
    typeOf(options) === NEXT_REQUEST &&
    typeof target === 'string' &&
    isUntraced(target.replace(/[?#].*/s, ''))
  );
}

function typeOf(options: SpanOptions): string | undefined {
  const type = options.attributes?.[NEXT_SPAN_TYPE];
  return typeof type === 'string' ? type : undefined;
}
