import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { Configuration } from '../config/Configuration.js';
import { Ledger } from '../delivery/Ledger.js';
import { createLogSink } from '../logs/createLogSink.js';
import { LokiStream } from '../logs/LokiStream.js';
import { createMetrics } from '../metrics/createMetrics.js';
import { createSampler } from '../tracing/createSampler.js';
import { SpanQueue } from '../tracing/SpanQueue.js';
import { ThroughlineTracerProvider } from '../tracing/ThroughlineTracerProvider.js';
import { traceOutboundFetch } from '../tracing/traceOutboundFetch.js';
import { createResource } from './createResource.js';
import { flushAtExit } from './flushAtExit.js';
import type { ProcessState, Running } from './processState.js';

/** Starts tracing, metrics and log delivery. Called once a process. */
export function start(state: ProcessState, configuration: Configuration): Running {
  const { serviceName, environment, traces, loki, logStdout } = configuration;
  const ledger = new Ledger();
  const spans = traces && new SpanQueue(traces, ledger.entry('span_queue', 'span'));
  const lokiStream =
    loki && new LokiStream({ ...loki, serviceName, environment }, ledger.entry('log_queue', 'log'));

  new ThroughlineTracerProvider({
    resource: createResource(configuration),
    sampler: createSampler(configuration),
    spanProcessors: spans ? [spans] : [],
  }).register({ propagator: new W3CTraceContextPropagator() });
  traceOutboundFetch();

  state.logger.level = configuration.logLevel;
  state.sink = createLogSink(logStdout, lokiStream);
  const running: Running = {
    configuration,
    ledger,
    metrics: createMetrics(ledger),
    spans,
    async flush(timeoutMillis) {
      await Promise.all([spans?.flush(timeoutMillis), lokiStream?.flush(timeoutMillis)]);
    },
  };
  flushAtExit(running, () => {
    spans?.abandon();
    lokiStream?.abandon('shutdown');
  });
  return running;
}
