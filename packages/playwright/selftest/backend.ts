import { test as base } from '@throughline/playwright';
import { jaegerTrace, TRACE_ID } from '../src/testing/jaegerTrace.js';
import { startServer, type TestServer } from '../src/testing/startServer.js';

const OTHER_TRACE = 'f'.repeat(32);

/** `test` with a server that is the page's, Jaeger, Loki and Prometheus in one; the trace grows with each look at it. */
export const test = base.extend<object, { server: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures' names from the pattern.
    async ({}, use) => {
      let looks = 0;
      const server = await startServer((path) => {
        if (path.startsWith(`/api/traces/${TRACE_ID}`)) return growing(looks++);
        if (path.startsWith('/api/traces/'))
          return { status: 404, body: { errors: [{ msg: 'trace not found' }] } };
        if (path.startsWith('/api/traces')) return { body: { data: [jaegerTrace()] } };
        if (path.startsWith('/api/services')) return { body: { data: ['store', 'payments'] } };
        if (path.startsWith('/loki')) return { body: { data: { result: [logs(path.includes(TRACE_ID))] } } };
        if (path.startsWith('/api/v1')) return { body: { data: [exemplars()] } };
        return { type: 'text/html', body: '<title>page</title>' };
      });
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  telemetryUrls: async ({ server }, use) => {
    await use({ jaeger: server.url, loki: server.url, metrics: server.url });
  },
});

/** Not there, then without its last span, then whole. */
function growing(look: number) {
  if (look === 0) return { status: 404, body: { errors: [{ msg: 'trace not found' }] } };
  const trace = jaegerTrace();
  return { body: { data: [look === 1 ? { ...trace, spans: trace.spans.slice(0, -1) } : trace] } };
}

function logs(hasLines: boolean) {
  const stream = { service_name: 'store', source: 'server', level: 'warn', trace_id: TRACE_ID };
  return { stream, values: hasLines ? [['1700000000000000000', '{"msg":"card declined"}']] : [] };
}

function exemplars() {
  const of = (trace_id: string) => ({ labels: { trace_id }, value: '0.4', timestamp: 1700000000 });
  return { seriesLabels: { le: '0.5' }, exemplars: [of(TRACE_ID), of(OTHER_TRACE)] };
}
