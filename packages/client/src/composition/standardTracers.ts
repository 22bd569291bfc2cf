import { ROOT_CONTEXT, type SpanContext, type SpanOptions, trace } from '@opentelemetry/api';
import { WebTracerProvider } from '@opentelemetry/sdk-trace-web';
import type { Client } from '../Client.js';
import { ratioSampler } from '../process/ratioSampler.js';
import { SCOPE_NAME } from '../process/SCOPE_NAME.js';
import { ActiveSpanContextManager } from './ActiveSpanContextManager.js';
import { instrumentFetch } from './instrumentFetch.js';
import { sinkProcessor } from './sinkProcessor.js';
import { SPAN_LIMITS } from './spanLimits.js';

/** OpenTelemetry's own objects of this composition, a module that waits (`loadStandardTracers`): it is compiled in a task of its own. */
export function provideTracers(client: Client): void {
  const requests = instrumentFetch(client);
  const provider = new WebTracerProvider({
    sampler: ratioSampler(client.settings.sampleRatio),
    spanLimits: SPAN_LIMITS,
    spanProcessors: [sinkProcessor(client, requests.onStart)],
  });
  provider.register({
    contextManager: new ActiveSpanContextManager(client),
    propagator: requests.propagator,
  });
  const tracer = provider.getTracer(SCOPE_NAME);
  client.openSpan = (name, { kind = 1, attributes = {}, startsAt }, parent) => {
    const options: SpanOptions = {
      // OTLP counts kinds from 1 (INTERNAL), the API from 0.
      kind: kind - 1,
      attributes,
    };
    if (startsAt !== undefined) options.startTime = startsAt;
    return tracer.startSpan(name, options, contextOf(parent));
  };
  if (client.settings.capture.fetch !== false) requests.enable(provider);
}

function contextOf(parent: SpanContext | undefined) {
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}
