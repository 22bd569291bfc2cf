import { type Attributes, type Span, SpanKind } from '@opentelemetry/api';
import { recordError } from './recordError.js';
import { ownTracer } from './tracer.js';

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

export interface SpanOptions {
  /** Attributes from the start. Names should follow OpenTelemetry's semantic conventions. */
  attributes?: Attributes;
  /** @defaultValue `internal` */
  kind?: keyof typeof KINDS;
}

/**
 * Runs `fn` inside a span named `name`, a child of the active one, and returns what it returns. A thrown error or a
 * rejection is recorded on the span and passed on; Next's `redirect()` and `notFound()` are not errors. The span
 * always ends: when `fn` returns, or when the promise that it returned settles.
 */
export function withSpan<T>(name: string, fn: (span: Span) => T): T;
export function withSpan<T>(name: string, options: SpanOptions, fn: (span: Span) => T): T;
export function withSpan<T>(
  name: string,
  optionsOrFn: SpanOptions | ((span: Span) => T),
  maybeFn?: (span: Span) => T,
): T {
  const [options, fn] =
    typeof optionsOrFn === 'function' ? [{}, optionsOrFn] : [optionsOrFn, maybeFn ?? missingFunction];
  const spanOptions = { attributes: options.attributes ?? {}, kind: KINDS[options.kind ?? 'internal'] };
  return ownTracer().startActiveSpan(name, spanOptions, (span) => settle(span, () => fn(span)));
}

/** Runs `run` and ends the span when its result has settled; `onValue` sees the value before. */
export function settle<T>(span: Span, run: () => T, onValue?: (value: Awaited<T>) => void): T {
  let result: T;
  try {
    result = run();
  } catch (error) {
    recordError(span, error);
    span.end();
    throw error;
  }
  if (isThenable(result)) {
    // Observed beside, not wrapped: the caller gets the very promise (or lazy query) that `fn` made.
    result.then(
      (value) => {
        onValue?.(value as Awaited<T>);
        span.end();
      },
      (error: unknown) => {
        recordError(span, error);
        span.end();
      },
    );
    return result;
  }
  onValue?.(result as Awaited<T>);
  span.end();
  return result;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function missingFunction(): never {
  throw new TypeError('withSpan needs a function');
}
