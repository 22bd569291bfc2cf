import { isSpanContextValid, type SpanContext, TraceFlags } from '@opentelemetry/api';
import {
  HTTP_SERVER_REQUEST_DURATION,
  LEDGER_ACCEPTED,
  LEDGER_DELIVERED,
  LEDGER_DROPPED,
  LEDGER_QUEUED,
  LOG_SPAN_ID,
  LOG_TRACE_ID,
  UNMATCHED_ROUTE,
} from '@throughline/semconv';
import {
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type OpenMetricsContentType,
  Registry,
} from 'prom-client';
import type { Ledger } from '../delivery/Ledger.js';
import type { RequestScope } from '../tracing/RequestScope.js';

export interface Metrics {
  /** Of OpenMetrics type: exemplars are printed by no other, and the type cannot be chosen by scrape. */
  readonly registry: Registry<OpenMetricsContentType>;
  /** Counts and times a request whose response is through. */
  observeRequest(scope: RequestScope, durationSeconds: number): void;
}

/** The process's metrics: Node's own, HTTP server requests with exemplars, and the ledger. */
export function createMetrics(ledger: Ledger): Metrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: HTTP_SERVER_REQUEST_DURATION.name,
    help: HTTP_SERVER_REQUEST_DURATION.help,
    labelNames: [...HTTP_SERVER_REQUEST_DURATION.labels],
    buckets: [...HTTP_SERVER_REQUEST_DURATION.buckets],
    registers: [registry],
    enableExemplars: true,
  });
  registerLedger(registry, ledger);
  return {
    registry,
    observeRequest(scope, durationSeconds) {
      const spanContext = scope.span.spanContext();
      // Only an exported trace can be looked up; the two ids are far below OpenMetrics' 128 characters.
      const exported = isSpanContextValid(spanContext) && (spanContext.traceFlags & TraceFlags.SAMPLED) !== 0;
      durations.observe({
        labels: {
          http_request_method: scope.method,
          http_route: scope.route ?? UNMATCHED_ROUTE,
          http_response_status_code: String(scope.response.statusCode),
        },
        value: durationSeconds,
        ...(exported ? { exemplarLabels: exemplarOf(spanContext) } : {}),
      });
    },
  };
}

/** prom-client's types take the metric's own label names only; at run time an exemplar's labels are free. */
function exemplarOf({ traceId, spanId }: SpanContext): Record<string, string> {
  return { [LOG_TRACE_ID]: traceId, [LOG_SPAN_ID]: spanId };
}

/** The ledger's figures are read at the scrape, all from one moment, so that they add up on every page. */
function registerLedger(registry: Registry<OpenMetricsContentType>, ledger: Ledger): void {
  for (const [definition, read] of [
    [LEDGER_ACCEPTED, 'accepted'],
    [LEDGER_DELIVERED, 'delivered'],
  ] as const) {
    new Counter({
      name: definition.name,
      help: definition.help,
      labelNames: [...definition.labels],
      registers: [registry],
      collect() {
        this.reset();
        for (const entry of ledger.entries()) {
          this.inc({ stage: entry.stage, signal: entry.signal }, entry[read]);
        }
      },
    });
  }
  new Counter({
    name: LEDGER_DROPPED.name,
    help: LEDGER_DROPPED.help,
    labelNames: [...LEDGER_DROPPED.labels],
    registers: [registry],
    collect() {
      this.reset();
      for (const { stage, signal, dropped } of ledger.entries()) {
        for (const [reason, count] of dropped) this.inc({ stage, signal, reason }, count);
      }
    },
  });
  new Gauge({
    name: LEDGER_QUEUED.name,
    help: LEDGER_QUEUED.help,
    labelNames: [...LEDGER_QUEUED.labels],
    registers: [registry],
    collect() {
      for (const { stage, signal, queued } of ledger.entries()) this.set({ stage, signal }, queued);
    },
  });
}
