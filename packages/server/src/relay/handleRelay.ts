import { RELAY_LOGS_PATH, RELAY_MAX_BODY_BYTES, RELAY_TRACES_PATH } from '@throughline/semconv';
import { warnOnce } from '../delivery/warnOnce.js';
import { processState } from '../runtime/processState.js';
import { isSameOrigin } from './isSameOrigin.js';
import type { RelayResult } from './RelayResult.js';
import { readBody } from './readBody.js';
import { recordsOf } from './recordsOf.js';
import { relayLogs } from './relayLogs.js';
import { relaySpans } from './relaySpans.js';

/** `text/plain` is what a beacon of a string arrives as. */
const CONTENT_TYPES = new Set(['application/json', 'text/plain']);
/** Where a request's records are, by signal. */
const LISTS = {
  spans: ['resourceSpans', 'scopeSpans', 'spans'],
  logs: ['resourceLogs', 'scopeLogs', 'logRecords'],
} as const;
const RETRY_AFTER_SECONDS = '5';

/**
 * Route handler for what browsers send: OTLP/JSON at `/api/telemetry/v1/traces` and `/v1/logs`, from pages of the own
 * origin. Answers as OTLP/HTTP specifies: 200 (with `partialSuccess` when records were not kept), 400, 403, 404, 405,
 * 413, 415, and 503 with `Retry-After` when there is no room.
 */
export async function POST(request: Request): Promise<Response> {
  return handleRelay(request);
}

export async function GET(request: Request): Promise<Response> {
  return handleRelay(request);
}

export async function OPTIONS(request: Request): Promise<Response> {
  return handleRelay(request);
}

/** The same for any server that speaks `Request` and `Response`. Never rejects. */
export async function handleRelay(request: Request): Promise<Response> {
  try {
    return await answer(request);
  } catch (error) {
    warnOnce('relay', `the relay failed: ${error instanceof Error ? error.name : 'unknown'}`);
    return problem(503, 'try again', { 'retry-after': RETRY_AFTER_SECONDS });
  }
}

async function answer(request: Request): Promise<Response> {
  const signal = signalOf(request);
  if (!signal) return problem(404, 'no such path');
  if (request.method !== 'POST') return problem(405, 'only POST', { allow: 'POST' });
  if (!isSameOrigin(request.headers)) return problem(403, 'only pages of this origin may send');
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!CONTENT_TYPES.has(type)) return problem(415, 'the content type must be application/json');
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') return problem(415, 'the content encoding must be identity');

  const body = await readBody(request, RELAY_MAX_BODY_BYTES);
  if ('fault' in body) return problem(body.fault === 'too large' ? 413 : 400, `the body is ${body.fault}`);
  const parsed = parse(body.text);
  if (parsed === undefined) return problem(400, 'the body is no JSON object');

  const state = processState();
  if (!state.running) {
    const [resources, scopes, records] = LISTS[signal];
    const rejected = [...recordsOf(parsed, resources, scopes, records)].length;
    return accepted(signal, { kind: 'taken', rejected, reasons: ['telemetry is off'] });
  }
  return accepted(
    signal,
    signal === 'spans' ? relaySpans(state.running, parsed) : relayLogs(state, state.running, parsed),
  );
}

function signalOf(request: Request): 'spans' | 'logs' | undefined {
  const { pathname } = new URL(request.url);
  // The end counts: an app may live below a base path.
  if (pathname.endsWith(RELAY_TRACES_PATH)) return 'spans';
  return pathname.endsWith(RELAY_LOGS_PATH) ? 'logs' : undefined;
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function accepted(signal: 'spans' | 'logs', result: RelayResult): Response {
  if (result.kind === 'full') return problem(503, 'no room', { 'retry-after': RETRY_AFTER_SECONDS });
  const { rejected, reasons } = result;
  if (rejected === 0 && reasons.length === 0) return json(200, {});
  const count = signal === 'spans' ? { rejectedSpans: rejected } : { rejectedLogRecords: rejected };
  return json(200, { partialSuccess: { ...count, errorMessage: reasons.join('; ') } });
}

/** An error body as OTLP/HTTP wants it: a `Status` message (`google.rpc.Status`). */
function problem(status: number, message: string, headers: Record<string, string> = {}): Response {
  return json(status, { message }, headers);
}

function json(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
