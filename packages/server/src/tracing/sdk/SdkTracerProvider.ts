import type { Tracer } from '@opentelemetry/api';
import { NodeTracerProvider, type TracerConfig } from '@opentelemetry/sdk-trace-node';
import type { Detail } from '../../config/ThroughlineOptions.js';
import { NEXT_SCOPE, NextTracer } from '../NextTracer.js';

/** The SDK's provider; only Next's own tracer is given a filter. */
export class SdkTracerProvider extends NodeTracerProvider {
  #next: Tracer | undefined;

  constructor(
    config: TracerConfig,
    readonly detail: Detail,
  ) {
    super(config);
  }

  override getTracer(name: string, version?: string, options?: { schemaUrl?: string }): Tracer {
    const tracer = super.getTracer(name, version, options);
    if (name !== NEXT_SCOPE) return tracer;
    // One, because Next wraps each tracer that it has not seen.
    this.#next ??= new NextTracer(tracer, this.detail);
    return this.#next;
  }
}
