import { randomUUID } from 'node:crypto';
import type { Configuration } from '../config/Configuration.js';
import { Ledger } from '../delivery/Ledger.js';
import { Spool } from '../delivery/spool/Spool.js';
import { captureConsole } from '../logs/captureConsole.js';
import { createLogSink } from '../logs/createLogSink.js';
import { LokiStream } from '../logs/LokiStream.js';
import { summariseSuppressed } from '../logs/summariseSuppressed.js';
import { createMetrics } from '../metrics/createMetrics.js';
import { MetricsAccess } from '../metrics/MetricsAccess.js';
import { MetricsPage } from '../metrics/MetricsPage.js';
import { serveMetrics } from '../metrics/serveMetrics.js';
import { Outbound } from '../outbound/Outbound.js';
import { traceFetch } from '../outbound/traceFetch.js';
import { traceHttpRequests } from '../outbound/traceHttpRequests.js';
import { createRelayState } from '../relay/RelayState.js';
import { createSampling } from '../sampling/createSampling.js';
import { SpanQueue } from '../tracing/SpanQueue.js';
import { UnendedSpans } from '../tracing/UnendedSpans.js';
import { createResource } from './createResource.js';
import { flushAtExit } from './flushAtExit.js';
import type { ProcessState, Running } from './processState.js';
import { startTracing } from './startTracing.js';

/** Starts tracing, metrics and log delivery. Called once a process. */
export function start(state: ProcessState, configuration: Configuration): Running {
  const { serviceName, environment, traces, loki, logStdout, spool } = configuration;
  const ledger = new Ledger();
  const spoolId = randomUUID();
  const spanSpool =
    traces && spool ? Spool.open(spool, 'span', spoolId, ledger.entry('spool', 'span')) : undefined;
  const resource = createResource(configuration);
  const spans =
    traces && new SpanQueue(traces, resource.attributes, ledger.entry('span_queue', 'span'), spanSpool);
  const lokiStream =
    loki &&
    new LokiStream(
      { ...loki, serviceName, environment, spool, spoolId },
      ledger.entry('log_queue', 'log'),
      spool && ledger.entry('spool', 'log'),
    );

  const sampling = createSampling(configuration);
  const unended = watchUnended(state, configuration);
  const provider = startTracing({ configuration, resource, sampling, spans, unended, ledger });

  state.logger.level = configuration.logLevel;
  state.sink = createLogSink(logStdout, lokiStream);
  state.gate.change(configuration.logSampling);
  summariseSuppressed(state);
  if (configuration.captureConsole) captureConsole(state.logger);
  const metrics = createMetrics(
    state.registry,
    configuration,
    ledger,
    sampling,
    spans !== undefined,
    state.gate.sampler.suppressed,
    unended,
  );
  const outbound = new Outbound({ ...configuration, observe: metrics.observeOutbound });
  for (const instrumentation of configuration.instrumentations) {
    instrumentation.setTracerProvider(provider);
    instrumentation.enable();
  }
  traceFetch(outbound);
  traceHttpRequests(outbound);
  const running: Running = {
    configuration,
    ledger,
    sampling,
    metrics,
    metricsAccess: new MetricsAccess({
      tokens: configuration.metricsTokens,
      cidrs: configuration.metricsCidrs,
      production: configuration.production,
    }),
    metricsPage: new MetricsPage(state.registry),
    relay: createRelayState(configuration.relay, ledger),
    spans,
    async flush(timeoutMillis) {
      await Promise.all([spans?.flush(timeoutMillis), lokiStream?.flush(timeoutMillis)]);
    },
    flushBlocking: (timeoutMillis) => lokiStream?.flushBlocking(timeoutMillis),
  };
  if (configuration.metricsPort !== undefined)
    serveMetrics(configuration.metricsPort, configuration.metricsHost);
  flushAtExit(running, () => {
    spans?.abandon();
    lokiStream?.abandon('shutdown');
  });
  return running;
}

/** A span that nobody ended is said where somebody can mend it: in development, with the place where it began. */
function watchUnended(
  { logger }: ProcessState,
  { unendedSpanMillis, production }: Configuration,
): UnendedSpans {
  return new UnendedSpans({
    limitMillis: unendedSpanMillis,
    withStacks: !production,
    onFound(name, stack) {
      if (stack) logger.warn({ span: name, stack }, `the span ${name} was started and not ended`);
    },
  });
}
