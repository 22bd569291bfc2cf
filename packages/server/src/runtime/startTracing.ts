import { context, propagation, type TracerProvider, trace } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { Configuration } from '../config/Configuration.js';
import type { Ledger } from '../delivery/Ledger.js';
import { InboundBaggagePropagator } from '../outbound/InboundBaggagePropagator.js';
import type { SamplingContract } from '../sampling/SamplingContract.js';
import { setContextManager } from '../tracing/activeContext.js';
import { LightTracerProvider } from '../tracing/light/LightTracerProvider.js';
import { RequestContextManager } from '../tracing/RequestContextManager.js';
import type { SpanSink } from '../tracing/SpanQueue.js';
import { createSdkProvider } from '../tracing/sdk/createSdkProvider.js';
import { SCOPE_NAME, setOwnTracer } from '../tracing/tracer.js';
import type { UnendedSpans } from '../tracing/UnendedSpans.js';

export interface TracingParts {
  readonly configuration: Configuration;
  readonly resource: Resource;
  readonly sampling: SamplingContract;
  readonly spans: SpanSink | undefined;
  readonly maxWaitingSpans?: number;
  readonly unended: UnendedSpans;
  readonly ledger: Ledger;
}

/** Makes the provider that is configured the one behind OpenTelemetry's API. */
export function startTracing(parts: TracingParts): TracerProvider {
  const { configuration, sampling, spans, unended, ledger } = parts;
  const contexts = new RequestContextManager();
  // Another one may be there already, of somebody who was first: then that is asked.
  if (context.setGlobalContextManager(contexts)) setContextManager(contexts);
  propagation.setGlobalPropagator(new InboundBaggagePropagator());
  if (configuration.provider === 'sdk') {
    const provider = createSdkProvider(parts);
    trace.setGlobalTracerProvider(provider);
    return provider;
  }
  const provider = new LightTracerProvider({
    sampling,
    detail: configuration.detail,
    unended,
    queue: spans,
    ledger: ledger.entry('tail', 'span'),
  });
  trace.setGlobalTracerProvider(provider);
  setOwnTracer(provider.getTracer(SCOPE_NAME));
  return provider;
}
