import {
  type Attributes,
  type Context,
  context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import {
  ATTR_ERROR_TYPE,
  ATTR_EXCEPTION_MESSAGE,
  ATTR_EXCEPTION_TYPE,
  EVENT_EXCEPTION,
} from '@throughline/semconv';
import { currentClient } from './Client.js';
import { type Log, logIn } from './log.js';
import { exceptionAttributes } from './process/exceptionAttributes.js';
import { quietly } from './process/quietly.js';

export interface WithSpanOptions {
  /** Attributes that the span starts with. */
  attributes?: Attributes;
  /** Start a trace of its own, whatever is active. @defaultValue false */
  root?: boolean;
}

/** What a `withSpan` callback works with. All of it stays bound to the span after any `await`. */
export interface SpanScope {
  span: Span;
  /** `fetch` as a child of the span. */
  fetch: typeof fetch;
  /** Runs a function with the span active, for what starts spans itself. Only its synchronous part is covered. */
  run: <T>(work: () => T) => T;
  /** Log lines with the span's ids. */
  log: Log;
}

type Work<T> = (scope: SpanScope) => T | Promise<T>;

/**
 * Runs `work` in a span and ends it when the work is done. Browsers forget which span is active at the first
 * `await`, so the callback gets a `fetch`, `run` and `log` that are bound to it.
 *
 * @returns what `work` returns. What it throws is recorded on the span and thrown on.
 * @example
 * await withSpan('checkout', async ({ span, fetch, log }) => {
 *   const answer = await fetch('/api/checkout', { method: 'POST', body });
 *   log.info('paid', { status: answer.status });
 * });
 */
export async function withSpan<T>(name: string, work: Work<T>): Promise<T>;
export async function withSpan<T>(name: string, options: WithSpanOptions, work: Work<T>): Promise<T>;
export async function withSpan<T>(
  name: string,
  optionsOrWork: WithSpanOptions | Work<T>,
  maybeWork?: Work<T>,
): Promise<T> {
  const options = typeof optionsOrWork === 'function' ? {} : optionsOrWork;
  const work = typeof optionsOrWork === 'function' ? optionsOrWork : maybeWork;
  if (!work) throw new TypeError(`withSpan('${name}') needs a function to run.`);
  const { span, spanContext } = startSpan(name, options);
  const run: SpanScope['run'] = (inner) => context.with(spanContext, inner);
  const boundFetch: typeof fetch = (input, init) => run(() => globalThis.fetch(input, init));
  try {
    return await run(() => work({ span, fetch: boundFetch, run, log: logIn(spanContext) }));
  } catch (error) {
    quietly(() => recordError(span, spanContext, error));
    throw error;
  } finally {
    quietly(() => span.end());
  }
}

/** Without a client (on a server, before `init`) the span records nothing, and the work runs all the same. */
function startSpan(name: string, options: WithSpanOptions): { span: Span; spanContext: Context } {
  const started = quietly(() => {
    const client = currentClient();
    if (!client) return undefined;
    const parent = options.root ? ROOT_CONTEXT : client.parentContext();
    const attributes = options.attributes ?? {};
    const span = client.tracer.startSpan(name, { kind: SpanKind.INTERNAL, attributes }, parent);
    return { span, spanContext: trace.setSpan(parent, span) };
  });
  if (started) return started;
  const span = trace.wrapSpanContext({ traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 });
  return { span, spanContext: context.active() };
}

function recordError(span: Span, spanContext: Context, error: unknown): void {
  const attributes = exceptionAttributes(error);
  span.addEvent(EVENT_EXCEPTION, { ...attributes });
  span.setAttribute(ATTR_ERROR_TYPE, attributes[ATTR_EXCEPTION_TYPE]);
  span.setStatus({ code: SpanStatusCode.ERROR, message: attributes[ATTR_EXCEPTION_MESSAGE] });
  currentClient()?.rememberThrown(error, spanContext);
}
