import { LEDGER_PATH, RELAY_LOGS_PATH, RELAY_TRACES_PATH } from '@throughline/semconv';
import { relayConfiguration } from '../config/relayConfiguration.js';
import { Ledger } from '../delivery/Ledger.js';
import { warnOnce } from '../delivery/warnOnce.js';
import { processState, type Running } from '../runtime/processState.js';
import { clientOf } from './clientOf.js';
import { ledgerPage } from './ledgerPage.js';
import { RelayRefusal } from './RelayRefusal.js';
import { JSON_TYPE, PROTOBUF_TYPE, RelayReply } from './RelayReply.js';
import type { RelayResult } from './RelayResult.js';
import { RECORD_LISTS, type RelaySignal } from './RelaySignal.js';
import { createRelayState } from './RelayState.js';
import { readClientCounts } from './readClientCounts.js';
import { readRequest } from './readRequest.js';
import { recordsOf } from './recordsOf.js';
import { relayLogs } from './relayLogs.js';
import { relaySpans } from './relaySpans.js';
import { senderDevice } from './senderDevice.js';
import { type Sender, whoSends } from './whoSends.js';

/** What a beacon of a string arrives as. It needs no preflight, so it is taken from the own origin only. */
const BEACON_TYPE = 'text/plain';
const METHODS = 'POST, OPTIONS';
const RETRY_AFTER_SECONDS = '5';
const PREFLIGHT_SECONDS = '600';

const PATHS = [
  [RELAY_TRACES_PATH, 'traces'],
  [RELAY_LOGS_PATH, 'logs'],
] as const;

/** Where telemetry is disabled senders are told so, and do not try again. */
const OFF = {
  configuration: { relay: relayConfiguration({}, {}) },
  relay: createRelayState(relayConfiguration({}, {}), new Ledger()),
};

/**
 * Route handler for what browsers send: OTLP in JSON or protobuf, gzip or plain, at `/api/telemetry/v1/traces` and
 * `/v1/logs`, from pages of the own origin and of the listed ones. Answers as OTLP/HTTP specifies: 200 (with
 * `partialSuccess` when records were not kept), 400, 403, 404, 405, 413, 415, 429, and 503 with `Retry-After` when
 * there is no room.
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
  const response = await answerAlways(request);
  const { pathname } = new URL(request.url);
  const signal = PATHS.find(([path]) => pathname.endsWith(path))?.[1] ?? 'other';
  processState().running?.metrics.browser.countAnswer(signal, response.status);
  return response;
}

async function answerAlways(request: Request): Promise<Response> {
  const reply = new RelayReply();
  try {
    return await answer(request, reply);
  } catch (error) {
    if (error instanceof RelayRefusal) return reply.refused(error);
    warnOnce('relay', `the relay failed: ${error instanceof Error ? error.name : 'unknown'}`);
    return reply.refused(new RelayRefusal(503, 'try again', { 'retry-after': RETRY_AFTER_SECONDS }));
  }
}

async function answer(request: Request, reply: RelayReply): Promise<Response> {
  if (request.method === 'GET' && new URL(request.url).pathname.endsWith(LEDGER_PATH)) {
    return ledgerPage(request);
  }
  const signal = signalOf(request);
  if (request.method !== 'POST' && request.method !== 'OPTIONS') {
    throw new RelayRefusal(405, 'only POST', { allow: METHODS });
  }
  const state = processState();
  const { relay: limits, configuration } = state.running ?? OFF;
  const sender = whoSends(request.headers, configuration.relay);
  if (sender.kind === 'stranger') throw new RelayRefusal(403, 'pages of this origin may not send here');
  reply.corsHeaders = corsHeaders(sender);
  if (request.method === 'OPTIONS') return reply.preflight();
  const client = clientOf(request.headers, configuration.relay.trustedProxies);
  const wait = limits.limiter.take(client, performance.now());
  if (wait !== undefined) throw new RelayRefusal(429, 'too many requests', { 'retry-after': String(wait) });
  const type = typeOf(request.headers, sender);
  reply.type = type === PROTOBUF_TYPE ? PROTOBUF_TYPE : JSON_TYPE;

  const parsed = await readRequest(request, signal, type, limits.bodies);
  if (!state.running) return reply.taken(signal, refuseAll(signal, parsed));
  const sentBy = senderDevice(request.headers);
  const result =
    signal === 'spans'
      ? relaySpans(state.running, parsed, sentBy)
      : relayLogs(state, state.running, parsed, sentBy);
  if (result.kind === 'full') {
    throw new RelayRefusal(503, 'no room', { 'retry-after': RETRY_AFTER_SECONDS });
  }
  bookBrowser(state.running, signal, parsed, result);
  return reply.taken(signal, result);
}

function refuseAll(signal: RelaySignal, request: object) {
  const [resources, scopes, records] = RECORD_LISTS[signal];
  const received = [...recordsOf(request, resources, scopes, records)].length;
  return { kind: 'taken' as const, received, rejected: received, reasons: ['telemetry is off'] };
}

function signalOf(request: Request): RelaySignal {
  const { pathname } = new URL(request.url);
  // The end counts: an app may live below a base path.
  if (pathname.endsWith(RELAY_TRACES_PATH)) return 'spans';
  if (pathname.endsWith(RELAY_LOGS_PATH)) return 'logs';
  throw new RelayRefusal(404, 'no such path');
}

function corsHeaders(sender: Sender): Record<string, string> {
  if (sender.kind !== 'listed') return {};
  return {
    // By name and with credentials: a beacon always sends them, and `*` would make it fail without a word.
    'access-control-allow-origin': sender.origin,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type, content-encoding',
    'access-control-expose-headers': 'retry-after',
    'access-control-max-age': PREFLIGHT_SECONDS,
  };
}

function typeOf(headers: Headers, sender: Sender): string {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === JSON_TYPE || type === PROTOBUF_TYPE) return type;
  if (type === BEACON_TYPE && sender.kind === 'own') return type;
  throw new RelayRefusal(415, `the content type must be ${JSON_TYPE} or ${PROTOBUF_TYPE}`);
}

function bookBrowser(
  { relay, metrics }: Running,
  signal: RelaySignal,
  request: object,
  { received }: Extract<RelayResult, { kind: 'taken' }>,
): void {
  const [resources] = RECORD_LISTS[signal];
  const counts = readClientCounts(request, resources);
  const prefetches = relay.browsers.book(signal === 'spans' ? 'span' : 'log', counts, received, Date.now());
  // Both signals tell them: a page has log records at any rate, its page view.
  if (signal === 'logs') metrics.browser.countPrefetches(prefetches);
}
