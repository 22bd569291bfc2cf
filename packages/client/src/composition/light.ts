import { context, propagation, trace } from '@opentelemetry/api';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { Composition } from '../early/loadDeferred.js';
import { ratioSampler } from '../process/ratioSampler.js';
import { ActiveSpanContextManager } from './ActiveSpanContextManager.js';
import { sinkProcessor } from './sinkProcessor.js';
import { SPAN_LIMITS } from './spanLimits.js';
import { TraceContextPropagator } from './TraceContextPropagator.js';
import { takeOverExport } from './takeOver.js';

/**
 * The light composition: the early part's own spans and `fetch` patch stay, and OpenTelemetry's provider joins
 * them for `trace.getTracer()` and third-party instrumentations.
 */
export const takeOver: Composition['takeOver'] = (client, given) => {
  takeOverExport(client, given);
  context.setGlobalContextManager(new ActiveSpanContextManager(client));
  propagation.setGlobalPropagator(new TraceContextPropagator());
  trace.setGlobalTracerProvider(
    new TracerProvider({
      sampler: ratioSampler(client.settings.sampleRatio),
      spanLimits: SPAN_LIMITS,
      spanProcessors: [sinkProcessor(client)],
    }),
  );
};
