import { createServer, type Server } from 'node:http';

/** The trace that the app's own histogram names. */
export const SCRAPED_TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

/** An app with a metrics route as the shop has it: OpenMetrics with exemplars, behind a bearer token. */
export async function startMetricsApp(token: string): Promise<{ server: Server; url: string }> {
  const name = 'http_server_request_duration_seconds';
  const exposition = [
    `# TYPE ${name} histogram`,
    `# UNIT ${name} seconds`,
    `${name}_bucket{http_route="/",le="0.1"} 1 # {trace_id="${SCRAPED_TRACE_ID}",span_id="00f067aa0ba902b7"} 0.05`,
    `${name}_bucket{http_route="/",le="+Inf"} 1`,
    `${name}_sum{http_route="/"} 0.05`,
    `${name}_count{http_route="/"} 1`,
    '# EOF',
    '',
  ].join('\n');
  const server = createServer((request, response) => {
    const allowed = request.url === '/api/metrics' && request.headers.authorization === `Bearer ${token}`;
    response.writeHead(allowed ? 200 : 401, {
      'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8',
    });
    response.end(allowed ? exposition : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { server, url: `http://127.0.0.1:${port}/api/metrics` };
}
