import { context, propagation, trace } from '@opentelemetry/api';
import { TracerProvider } from '@opentelemetry/sdk-trace';
import type { Client } from '../Client.js';
import { ratioSampler } from '../process/ratioSampler.js';
import { ActiveSpanContextManager } from './ActiveSpanContextManager.js';
import { sinkProcessor } from './sinkProcessor.js';
import { SPAN_LIMITS } from './spanLimits.js';
import { TraceContextPropagator } from './TraceContextPropagator.js';

/** OpenTelemetry's own objects of this composition, a module that waits (`loadLightTracers`): it is compiled in a task of its own. */
export function provideTracers(client: Client): void {
  context.setGlobalContextManager(new ActiveSpanContextManager(client));
  propagation.setGlobalPropagator(new TraceContextPropagator());
  trace.setGlobalTracerProvider(
    new TracerProvider({
      sampler: ratioSampler(client.settings.sampleRatio),
      spanLimits: SPAN_LIMITS,
      spanProcessors: [sinkProcessor(client)],
    }),
  );
}
