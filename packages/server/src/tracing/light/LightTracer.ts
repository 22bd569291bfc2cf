import {
  type Context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanOptions,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { isTracingSuppressed } from '@opentelemetry/core';
import type { SamplingContract } from '../../sampling/SamplingContract.js';
import { activeContext, withContext } from '../activeContext.js';
import { QuietSpan } from '../QuietSpan.js';
import type { SpanScope } from '../SpanBatch.js';
import type { IdGenerator } from './ids.js';
import { LightSpan, type SpanMaker, unixMillis } from './LightSpan.js';

/** What a tracer needs of its provider. */
export interface TracerParts extends SpanMaker {
  readonly ids: IdGenerator;
  readonly sampling: SamplingContract;
  started(span: LightSpan, parent: Span | undefined): void;
}

const NO_SPAN = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/** Makes spans as OpenTelemetry's API asks for them. */
export class LightTracer implements Tracer {
  constructor(
    readonly parts: TracerParts,
    readonly scope: SpanScope,
  ) {}

  startSpan(name: string, options: SpanOptions = {}, parentContext: Context = activeContext()): Span {
    if (isTracingSuppressed(parentContext)) return NO_SPAN;
    const { parts } = this;
    const parent = options.root ? undefined : parentIn(parentContext);
    const around = parent?.spanContext();
    const parentIds = around && isValid(parent, around) ? around : undefined;
    const traceId = parentIds?.traceId ?? parts.ids.generateTraceId();
    const ids: SpanContext = { traceId, spanId: parts.ids.generateSpanId(), traceFlags: TraceFlags.NONE };
    const { recorded, sampled, traceState } = parts.sampling.decide(parentIds, traceId, options.attributes);
    if (sampled) ids.traceFlags = TraceFlags.SAMPLED;
    const state = traceState ?? parentIds?.traceState;
    if (state) ids.traceState = state;
    if (!recorded) return trace.wrapSpanContext(ids);
    const span = new LightSpan(
      parts,
      this.scope,
      ids,
      parentIds,
      name,
      options.kind ?? SpanKind.INTERNAL,
      unixMillis(options.startTime, parts.clock),
    );
    if (options.attributes) span.setAttributes(options.attributes);
    if (options.links) span.addLinks(options.links);
    parts.started(span, parent);
    return span;
  }

  startActiveSpan<F extends (span: Span) => unknown>(name: string, fn: F): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    options: SpanOptions,
    fn: F,
  ): ReturnType<F>;
  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    options: SpanOptions,
    parent: Context,
    fn: F,
  ): ReturnType<F>;
  startActiveSpan(name: string, ...rest: unknown[]): unknown {
    const fn = rest.at(-1) as (span: Span) => unknown;
    const options = rest.length > 1 ? ((rest[0] as SpanOptions | undefined) ?? {}) : {};
    const parent = (rest.length > 2 ? (rest[1] as Context | undefined) : undefined) ?? activeContext();
    const span = this.startSpan(name, options, parent);
    return withContext(trace.setSpan(parent, span), fn, span);
  }
}

function parentIn(parentContext: Context): Span | undefined {
  const found = trace.getSpan(parentContext);
  return found instanceof QuietSpan ? found.target : found;
}

/** Our own spans' ids need no look. */
function isValid(span: Span | undefined, ids: SpanContext): boolean {
  return span instanceof LightSpan || isSpanContextValid(ids);
}
