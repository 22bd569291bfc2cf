import { resolveConfiguration } from '../src/config/resolveConfiguration.js';
import type { ThroughlineOptions } from '../src/config/ThroughlineOptions.js';
import { Ledger } from '../src/delivery/Ledger.js';
import { createMetrics } from '../src/metrics/createMetrics.js';
import { MetricRegistry } from '../src/metrics/MetricRegistry.js';
import { MetricsAccess } from '../src/metrics/MetricsAccess.js';
import { MetricsPage } from '../src/metrics/MetricsPage.js';
import { handleRelay } from '../src/relay/handleRelay.js';
import { createRelayState } from '../src/relay/RelayState.js';
import { processState } from '../src/runtime/processState.js';
import { createSampling } from '../src/sampling/createSampling.js';
import { SpanQueue } from '../src/tracing/SpanQueue.js';

export const ORIGIN = 'https://shop.example';

/** A line that a browser's record became. */
export interface RelayedLine {
  level: number;
  time: number;
  msg: string;
  attributes: Record<string, unknown>;
  [field: string]: unknown;
}

/** The relay in this process, with lines kept in memory and spans on their way to `otlpEndpoint`. */
export function runRelay(otlpEndpoint: string, options: ThroughlineOptions = {}) {
  const configuration = resolveConfiguration(
    { serviceName: 'shop', otlpEndpoint, relayRate: 1e6, relayClientRate: 1e6, ...options },
    {},
  );
  const ledger = new Ledger();
  const registry = new MetricRegistry();
  const sampling = createSampling(configuration);
  const raw: string[] = [];
  const state = processState();
  const spans =
    configuration.traces && new SpanQueue(configuration.traces, {}, ledger.entry('span_queue', 'span'));
  const sink = {
    write: () => {},
    writeBrowser: (line: string) => raw.push(line) > 0,
    isFull: false,
  };
  state.sink = sink;
  state.running = {
    configuration,
    ledger,
    sampling,
    metrics: createMetrics(registry, configuration, ledger, sampling, true, new Map(), { count: 0 }),
    metricsAccess: new MetricsAccess({
      tokens: configuration.metricsTokens,
      cidrs: configuration.metricsCidrs,
      production: configuration.production,
    }),
    metricsPage: new MetricsPage(registry),
    relay: createRelayState(configuration.relay, ledger),
    spans,
    flush: async () => {},
    flushBlocking: () => {},
  };
  return {
    ledger,
    registry,
    sink,
    spans,
    raw,
    lines: () => raw.map((line) => JSON.parse(line) as RelayedLine),
    send: (signal: 'traces' | 'logs', body: RequestInit['body'], headers: Record<string, string> = {}) =>
      handleRelay(
        new Request(`${ORIGIN}/api/telemetry/v1/${signal}`, {
          method: 'POST',
          body,
          headers: { host: 'shop.example', origin: ORIGIN, 'content-type': 'application/json', ...headers },
          duplex: 'half',
        } as RequestInit),
      ),
    /** What breaks the books, in words. */
    openBooks: () =>
      [...ledger.entries()].flatMap((entry) => {
        const lost = [...entry.dropped.values()].reduce((sum, count) => sum + count, 0);
        const closed = entry.queued >= 0 && entry.accepted === entry.delivered + lost + entry.queued;
        return closed ? [] : [`${entry.stage}/${entry.signal}`];
      }),
  };
}
