import { ENV_ADMIN_TOKEN } from '@throughline/semconv';
import { ConfigurationError } from '../config/ConfigurationError.js';
import { applyLogging, type LoggingOptions, setLogging } from '../logs/setLogging.js';
import { isAuthorised } from '../metrics/isAuthorised.js';
import { processState } from '../runtime/processState.js';
import { resolveSampling } from '../sampling/resolveSampling.js';
import type { SamplingOptions } from '../sampling/SamplingSettings.js';

interface AdminChange {
  logging?: LoggingOptions;
  sampling?: SamplingOptions;
}

const MAX_BODY_CHARS = 16_384;

/**
 * Route handler that changes logging and sampling while the process runs: `PUT` with
 * `{ "logging": { "level": "debug" }, "sampling": { "ratio": 1 } }`. Off (404) until `THROUGHLINE_ADMIN_TOKEN` is set,
 * which it then asks for as a bearer token. Changes this process only.
 */
export async function PUT(request: Request): Promise<Response> {
  const { running } = processState();
  const token = running?.configuration.adminToken;
  if (!running || token === undefined) return answer(404, { message: `off: ${ENV_ADMIN_TOKEN} is not set` });
  if (!isAuthorised(request.headers.get('authorization'), token)) {
    return answer(401, { message: 'a bearer token is needed' });
  }
  const change = await read(request);
  if (!change) return answer(400, { message: 'the body is no JSON object' });
  try {
    // Checked before the other is changed: all or nothing.
    if (change.sampling) resolveSampling(change.sampling, running.sampling.settings);
    if (change.logging) applyLogging(change.logging);
    if (change.sampling) running.sampling.change(change.sampling);
  } catch (error) {
    return answer(400, { message: error instanceof ConfigurationError ? error.message : 'wrong options' });
  }
  return answer(200, { logging: setLogging({}), sampling: running.sampling.settings });
}

async function read(request: Request): Promise<AdminChange | undefined> {
  try {
    const text = await request.text();
    const value: unknown = text.length > MAX_BODY_CHARS ? undefined : JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
