import { ENV_METRICS_TOKEN } from '@throughline/semconv';
import { processState } from '../runtime/processState.js';
import { isAuthorised } from './isAuthorised.js';

/**
 * Route handler of the metrics: OpenMetrics text with exemplars. Asks for `Authorization: Bearer <token>` when a token
 * is set; in production without one it answers 403, in development it is open.
 */
export async function GET(request: Request): Promise<Response> {
  const { running } = processState();
  if (!running) return text(503, 'Metrics are off: register() has not run, or telemetry is disabled.\n');
  const { metricsToken, production } = running.configuration;
  if (metricsToken === undefined && production) {
    return text(403, `No token is configured: set ${ENV_METRICS_TOKEN} and send it as a bearer token.\n`);
  }
  if (metricsToken !== undefined && !isAuthorised(request.headers.get('authorization'), metricsToken)) {
    return text(401, 'A bearer token is needed.\n', { 'www-authenticate': 'Bearer' });
  }
  try {
    return new Response(await running.metrics.registry.metrics(), {
      headers: { 'content-type': running.metrics.registry.contentType, 'cache-control': 'no-store' },
    });
  } catch {
    return text(500, 'The metrics could not be collected.\n');
  }
}

function text(status: number, body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  });
}
