import { LEDGER_PATH, RELAY_SESSION_PATH } from '@throughline/semconv';
import { relayConfiguration } from '../config/relayConfiguration.js';
import { Ledger } from '../delivery/Ledger.js';
import { processState, type Running } from '../runtime/processState.js';
import { currentPeerAddress } from '../tracing/peerAddress.js';
import { currentAdmission } from './admissions.js';
import { admit, admitSender } from './admit.js';
import { ledgerPage } from './ledgerPage.js';
import { RelayRefusal, toRefusal } from './RelayRefusal.js';
import { JSON_TYPE, PROTOBUF_TYPE, type RelayAnswer, RelayReply } from './RelayReply.js';
import type { RelayResult } from './RelayResult.js';
import { RECORD_LISTS, type RelaySignal, relayPathOf } from './RelaySignal.js';
import { createRelayState } from './RelayState.js';
import { requestFacts } from './RequestFacts.js';
import { readClientCounts } from './readClientCounts.js';
import { readRequest } from './readRequest.js';
import { recordsOf } from './recordsOf.js';
import { relayLogs } from './relayLogs.js';
import { relaySpans } from './relaySpans.js';
import { sessionTokenOf } from './SessionTokens.js';
import { sessionPage } from './sessionPage.js';

/** What a beacon of a string arrives as. It needs no preflight: who sends is known by `Origin` before it is read. */
const BEACON_TYPE = 'text/plain';
const METHODS = 'POST, OPTIONS';
const RETRY_AFTER_SECONDS = '5';

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
  const path = pathOf(request.url);
  const response = await answerAlways(request, path);
  processState().running?.metrics.browser.countAnswer(relayPathOf(path) ?? 'other', response.status);
  return response;
}

/** The path of an absolute address, without a slash at its end. `URL` would take it apart altogether. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  if (start < 0) return '';
  const query = url.search(/[?#]/);
  const end = query < 0 ? url.length : query;
  return url.slice(start, url[end - 1] === '/' ? end - 1 : end);
}

async function answerAlways(request: Request, path: string): Promise<Response> {
  const reply = new RelayReply();
  try {
    if (request.method === 'GET' && path.endsWith(LEDGER_PATH)) return ledgerPage(request);
    return toResponse(await answer(request, path, reply));
  } catch (error) {
    return toResponse(reply.refused(toRefusal(error)));
  }
}

function toResponse({ status, headers, body }: RelayAnswer): Response {
  return new Response(body, { status, headers });
}

async function answer(request: Request, path: string, reply: RelayReply): Promise<RelayAnswer> {
  if (request.method === 'POST' && path.endsWith(RELAY_SESSION_PATH)) return sessionPage(request, reply);
  const signal = signalOf(path);
  if (request.method !== 'POST' && request.method !== 'OPTIONS') {
    throw new RelayRefusal(405, 'only POST', { allow: METHODS });
  }
  const state = processState();
  const limits = state.running ?? OFF;
  if (request.method === 'OPTIONS') {
    admitSender(request.headers, limits, reply);
    return reply.preflight();
  }
  const admission = currentAdmission();
  if (admission) reply.corsHeaders = admission.corsHeaders;
  if (!admission) admit(request.headers, limits, reply, currentPeerAddress());
  const type = typeOf(request.headers);
  reply.type = type === PROTOBUF_TYPE ? PROTOBUF_TYPE : JSON_TYPE;

  const parsed = await readRequest(request, signal, type, limits.relay.bodies);
  if (!state.running) return reply.taken(signal, refuseAll(signal, parsed));
  const { tokens } = state.running.relay;
  if (tokens.required && !tokens.isValid(sessionTokenOf(parsed, RECORD_LISTS[signal][0]), Date.now())) {
    throw new RelayRefusal(403, 'a session token is needed, and this one is missing or too old');
  }
  const facts = requestFacts(request.headers);
  const result =
    signal === 'spans'
      ? relaySpans(state.running, parsed, facts)
      : relayLogs(state, state.running, parsed, facts);
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

function signalOf(path: string): RelaySignal {
  const ending = relayPathOf(path);
  if (!ending) throw new RelayRefusal(404, 'no such path');
  return ending === 'traces' ? 'spans' : 'logs';
}

function typeOf(headers: Headers): string {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === JSON_TYPE || type === PROTOBUF_TYPE) return type;
  if (type === BEACON_TYPE) return type;
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
