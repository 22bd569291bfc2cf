import type { Tracer } from '@opentelemetry/api';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { NextTracer } from './NextTracer.js';

const NEXT_SCOPE = 'next.js';

/** The SDK's provider; only Next's own tracer is given a filter. */
export class ThroughlineTracerProvider extends NodeTracerProvider {
  override getTracer(name: string, version?: string, options?: { schemaUrl?: string }): Tracer {
    const tracer = super.getTracer(name, version, options);
    return name === NEXT_SCOPE ? new NextTracer(tracer) : tracer;
  }
}
