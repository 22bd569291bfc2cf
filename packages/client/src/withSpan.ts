import type { Attributes, Span } from '@opentelemetry/api';
import { type Client, currentClient, runActive } from './Client.js';
import { completeSpan } from './early/completeSpan.js';
import { createNoopSpan } from './early/noopSpan.js';
import { type Log, logIn } from './log.js';
import { currentParent } from './process/currentParent.js';
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
  const client = quietly(currentClient);
  const span = quietly(() => client && startSpan(client, name, options)) ?? createNoopSpan();
  const run: SpanScope['run'] = (inner) => runActive(client, { span }, inner);
  const boundFetch: typeof fetch = (input, init) => run(() => globalThis.fetch(input, init));
  try {
    return await run(() => work({ span, fetch: boundFetch, run, log: logIn(span.spanContext()) }));
  } catch (error) {
    quietly(() => recordError(client, span, error));
    throw error;
  } finally {
    quietly(() => span.end());
  }
}

function startSpan(client: Client, name: string, { root, attributes = {} }: WithSpanOptions): Span {
  return completeSpan(client.openSpan(name, { attributes }, root ? undefined : currentParent(client)));
}

function recordError(client: Client | undefined, span: Span, error: unknown): void {
  span.recordException(error as Error);
  span.setStatus({ code: 2 });
  if (!client) return;
  client.thrownIn ??= new WeakMap();
  const key = Object(error) as object;
  // The innermost span is where it was thrown: outer ones see the same error later.
  if (!client.thrownIn.has(key)) client.thrownIn.set(key, span.spanContext());
}
