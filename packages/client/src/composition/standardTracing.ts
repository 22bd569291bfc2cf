import { SpanStatusCode, TraceFlags } from '@opentelemetry/api';
import { type SpanProcessor, WebTracerProvider } from '@opentelemetry/sdk-trace-web';
import { MAX_ATTRIBUTES, MAX_STRING_LENGTH } from '@throughline/semconv';
import { KeepingPropagator } from '../capture/fetch/KeepingPropagator.js';
import { quietly } from '../process/quietly.js';
import { ratioSampler } from '../process/ratioSampler.js';
import { SCOPE_NAME } from '../process/SCOPE_NAME.js';
import type { Tracing, TracingOptions } from './Tracing.js';

/**
 * Tracing with OpenTelemetry's `WebTracerProvider`, registered as the page's global one, so that
 * `trace.getTracer()` and third-party instrumentations join the same traces and the same export.
 */
export function standardTracing(options: TracingOptions): Tracing {
  const provider = new WebTracerProvider({
    sampler: ratioSampler(options.sampleRatio),
    spanProcessors: [quietProcessor(options)],
    spanLimits: {
      attributeCountLimit: MAX_ATTRIBUTES,
      // One more than is sent, so that a cut string is seen as one and ends in "…".
      attributeValueLengthLimit: MAX_STRING_LENGTH + 1,
      eventCountLimit: 32,
      linkCountLimit: 32,
    },
  });
  provider.register({ propagator: new KeepingPropagator() });
  return { provider, tracer: provider.getTracer(SCOPE_NAME) };
}

function quietProcessor({ onStart, onEnding, onEnd }: TracingOptions): SpanProcessor {
  return {
    onStart: (span, parentContext) => void quietly(() => onStart(span, parentContext)),
    onEnd(span) {
      quietly(() => onEnding(span));
      const sampled = (span.spanContext().traceFlags & TraceFlags.SAMPLED) !== 0;
      if (sampled || span.status.code === SpanStatusCode.ERROR) quietly(() => onEnd(span));
    },
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}
