import {
  BUILD_INFO,
  FORCED_TRACES_DENIED,
  HTTP_CLIENT_REQUEST_DURATION,
  HTTP_SERVER_ACTIVE_REQUESTS,
  HTTP_SERVER_REQUEST_DURATION,
  HTTP_SERVER_RESPONSE_BODY_SIZE,
  LOG_LINES_SUPPRESSED,
  UNENDED_SPANS,
  UNMATCHED_ROUTE,
} from '@throughline/semconv';
import { Counter, collectDefaultMetrics, Gauge } from 'prom-client';
import type { Configuration } from '../config/Configuration.js';
import type { Ledger } from '../delivery/Ledger.js';
import type { OutboundOptions } from '../outbound/Outbound.js';
import { BrowserMetrics } from '../relay/browser/BrowserMetrics.js';
import { readRouteTemplates } from '../relay/browser/RouteTemplates.js';
import { ServedRoutes } from '../relay/browser/ServedRoutes.js';
import type { SamplingContract } from '../sampling/SamplingContract.js';
import type { RequestScope } from '../tracing/RequestScope.js';
import { exemplarOf } from './activeExemplar.js';
import type { MetricRegistry } from './MetricRegistry.js';
import { registerLedger } from './registerLedger.js';
import { responseBodyBytes } from './responseBodyBytes.js';

export interface Metrics {
  /** A request is being served, or no longer. */
  addActive(method: string, change: 1 | -1): void;
  /** Counts, times and weighs a request whose response is through. */
  observeRequest(scope: RequestScope, durationSeconds: number): void;
  observeOutbound: OutboundOptions['observe'];
  readonly browser: BrowserMetrics;
}

/** How often the event loop's lag is sampled: at prom-client's 10 ms an idle process wakes a hundred times a second. */
const LAG_SAMPLE_MILLIS = 50;

/**
 * The package's own metrics: Node's, HTTP server and client, the build, and the ledger.
 * @param exports whether spans go anywhere: without that an exemplar would lead nowhere
 */
export function createMetrics(
  registry: MetricRegistry,
  configuration: Configuration,
  ledger: Ledger,
  sampling: SamplingContract,
  exports: boolean,
  suppressedLines: ReadonlyMap<string, number>,
  unended: { readonly count: number },
): Metrics {
  collectDefaultMetrics({ register: registry.prom, eventLoopMonitoringPrecision: LAG_SAMPLE_MILLIS });
  const buckets = configuration.durationBuckets;
  const durations = registry.histogram({ ...HTTP_SERVER_REQUEST_DURATION, buckets });
  const sizes = registry.histogram(HTTP_SERVER_RESPONSE_BODY_SIZE);
  const outbound = registry.histogram({ ...HTTP_CLIENT_REQUEST_DURATION, buckets });
  registerBuildInfo(registry, configuration);
  registerLedger(registry.prom, ledger);
  countElsewhere(registry, sampling, suppressedLines, unended);
  // In development Next writes no routes down, and what an earlier build left behind is not what runs.
  const served = configuration.production ? undefined : new ServedRoutes();
  return {
    browser: new BrowserMetrics(registry, served ?? readRouteTemplates(), exports),
    addActive: countActive(registry),
    observeRequest(scope, durationSeconds) {
      if (scope.route !== undefined) served?.learn(scope.path, scope.route);
      const labels = {
        http_request_method: scope.method,
        http_route: scope.route ?? UNMATCHED_ROUTE,
        http_response_status_code: scope.response.statusCode,
      };
      // `null`: not the active span's either.
      const exemplar = (exports && exemplarOf(scope.span.spanContext())) || null;
      durations.observe(labels, durationSeconds, exemplar);
      sizes.observe(labels, responseBodyBytes(scope), exemplar);
    },
    observeOutbound({ method, host, status, errorType, durationSeconds }, exemplar) {
      outbound.observe(
        {
          http_request_method: method,
          server_address: host,
          http_response_status_code: status ?? '',
          error_type: errorType ?? '',
        },
        durationSeconds,
        exports ? exemplar : null,
      );
    },
  };
}

/** Counted in a map and read at the scrape: every request writes it twice. */
function countActive({ prom }: MetricRegistry): Metrics['addActive'] {
  const active = new Map<string, number>();
  new Gauge({
    name: HTTP_SERVER_ACTIVE_REQUESTS.name,
    help: HTTP_SERVER_ACTIVE_REQUESTS.help,
    labelNames: [...HTTP_SERVER_ACTIVE_REQUESTS.labels],
    registers: [prom],
    collect() {
      for (const [method, count] of active) this.set({ http_request_method: method }, count);
    },
  });
  return (method, change) => active.set(method, (active.get(method) ?? 0) + change);
}

function registerBuildInfo(registry: MetricRegistry, configuration: Configuration): void {
  registry.gauge(BUILD_INFO).set(
    {
      service_name: configuration.serviceName,
      service_version: configuration.resourceAttributes['service.version'] ?? '',
      deployment_environment: configuration.environment,
      nodejs_version: process.versions.node,
    },
    1,
  );
}

/** Counts that others keep, read at the scrape. */
function countElsewhere(
  { prom }: MetricRegistry,
  sampling: SamplingContract,
  suppressed: ReadonlyMap<string, number>,
  unended: { readonly count: number },
): void {
  new Counter({
    name: FORCED_TRACES_DENIED.name,
    help: FORCED_TRACES_DENIED.help,
    registers: [prom],
    collect() {
      this.reset();
      this.inc(sampling.denied);
    },
  });
  new Counter({
    name: UNENDED_SPANS.name,
    help: UNENDED_SPANS.help,
    registers: [prom],
    collect() {
      this.reset();
      this.inc(unended.count);
    },
  });
  new Counter({
    name: LOG_LINES_SUPPRESSED.name,
    help: LOG_LINES_SUPPRESSED.help,
    labelNames: [...LOG_LINES_SUPPRESSED.labels],
    registers: [prom],
    collect() {
      this.reset();
      for (const [rule, count] of suppressed) this.inc({ rule }, count);
    },
  });
}
