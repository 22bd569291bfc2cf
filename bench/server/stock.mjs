// Preloaded into the variant "stock parts": what a team puts together from the libraries' own documentation.
import { isMainThread } from 'node:worker_threads';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { pino } from 'pino';
import { Histogram, Registry } from 'prom-client';

// What NODE_OPTIONS preloads it preloads in workers too.
if (isMainThread) start();

function start() {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'bench' }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = trace.getTracer('bench');
  const registry = /** @type {Registry<import('prom-client').OpenMetricsContentType>} */ (
    /** @type {unknown} */ (new Registry())
  );
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  /** @type {Histogram<string>} */
  const duration = new Histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of requests.',
    labelNames: ['http_route'],
    registers: [registry],
    enableExemplars: true,
  });

  const benchParts = {
    logger: pino({
      mixin() {
        const ids = trace.getActiveSpan()?.spanContext();
        return ids ? { trace_id: ids.traceId, span_id: ids.spanId, trace_flags: `0${ids.traceFlags}` } : {};
      },
      transport: {
        targets: [
          { target: 'pino/file' },
          { target: 'pino-loki', options: { host: process.env.LOKI_URL, labels: { service_name: 'bench' } } },
        ],
      },
    }),
    /** @param {string} name @param {() => Promise<void>} run */
    withSpan: (name, run) =>
      tracer.startActiveSpan(name, async (span) => {
        try {
          await run();
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          span.end();
        }
      }),
    /** @param {string} route @param {number} seconds */
    observe(route, seconds) {
      const traceId = trace.getActiveSpan()?.spanContext().traceId;
      const labels = { http_route: route };
      duration.observe(
        traceId ? { labels, value: seconds, exemplarLabels: { traceId } } : { labels, value: seconds },
      );
    },
  };
  Object.assign(globalThis, { benchParts });
}
