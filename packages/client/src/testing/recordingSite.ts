import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { EVENT_EXCEPTION, RELAY_LOGS_PATH, RELAY_TRACES_PATH } from '@throughline/semconv';
import { type ReceivedLog, type ReceivedSpan, receivedLogs, receivedSpans } from './ReceivedTelemetry.js';

/** What the relay does: takes records, takes them without ever answering, hangs up, or gives an HTTP answer. */
export type RelayMode = 'up' | 'silent' | 'cut' | { status: number; retryAfter?: string; body?: string };

export interface SiteRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

/** A site with one page, an API and a relay that keeps what it is sent. */
export interface RecordingSite {
  readonly origin: string;
  relay: RelayMode;
  readonly spans: ReceivedSpan[];
  /** Lines and errors. */
  readonly logs: ReceivedLog[];
  /** What the client tells of by itself, by event name: vitals, page views. */
  readonly events: ReceivedLog[];
  /** Requests to the API, and to the relay whatever it answered. */
  readonly requests: SiteRequest[];
  /** Paths of API answers that the browser hung up on. */
  readonly closed: string[];
  /** Bodies that the relay took or refused, in bytes. */
  readonly relayBytes: number[];
  /** When each of them came, in milliseconds. */
  readonly relayTimes: number[];
  /** Waits until `condition` holds after some request, and throws with what came instead. */
  until(condition: () => boolean): Promise<void>;
  /** Forgets all that was recorded; the relay is up again. */
  reset(): void;
  close(): Promise<void>;
}

const WAIT_MILLIS = 15_000;

export async function startRecordingSite(bundle: string): Promise<RecordingSite> {
  const checks = new Set<() => void>();
  const changed = () => {
    for (const check of checks) check();
  };
  const server = createServer((request, response) => {
    answer(request, response, site, bundle, changed)
      .catch(() => response.destroy())
      .finally(changed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const site: RecordingSite = {
    origin: `http://127.0.0.1:${port}`,
    relay: 'up',
    spans: [],
    logs: [],
    events: [],
    requests: [],
    closed: [],
    relayBytes: [],
    relayTimes: [],
    until: (condition) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          checks.delete(check);
          const got = { spans: site.spans.map((s) => s.name), logs: site.logs.map((l) => l.message) };
          reject(new Error(`Waited in vain for ${condition.toString()}; got ${JSON.stringify(got)}`));
        }, WAIT_MILLIS);
        const check = () => {
          if (!condition()) return;
          clearTimeout(timer);
          checks.delete(check);
          resolve();
        };
        checks.add(check);
        check();
      }),
    reset() {
      for (const list of [
        site.spans,
        site.logs,
        site.events,
        site.requests,
        site.closed,
        site.relayBytes,
        site.relayTimes,
      ])
        list.length = 0;
      site.relay = 'up';
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return site;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  site: RecordingSite,
  bundle: string,
  changed: () => void,
): Promise<void> {
  const url = new URL(request.url ?? '/', site.origin);
  const body = await bodyOf(request);
  if (url.pathname === '/worker.js') {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(SERVICE_WORKER);
  } else if (url.pathname === '/moved') {
    response.writeHead(307, { location: `/${url.search}` }).end();
  } else if (url.pathname === '/bundle.js') {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(bundle);
  } else if (url.pathname === RELAY_TRACES_PATH || url.pathname === RELAY_LOGS_PATH) {
    record(request, url, site);
    allowSender(request, response);
    if (request.method === 'OPTIONS') response.writeHead(204).end();
    else relay(url, body, response, site);
  } else if (url.pathname.startsWith('/api/')) {
    record(request, url, site);
    response.once('close', () => {
      if (response.writableFinished) return;
      site.closed.push(url.pathname);
      changed();
    });
    await api(request, url, response);
  } else {
    const served = url.searchParams.get('served');
    // `now` in it is the time at which the answer is written.
    if (served)
      response.setHeader('server-timing', `traceparent;desc="${served.replace('now', `${Date.now()}`)}"`);
    const policy = url.searchParams.get('policy');
    if (policy) response.setHeader('content-security-policy', policy);
    response
      .writeHead(Number(url.searchParams.get('status') ?? 200), {
        'content-type': 'text/html',
        'cache-control': 'no-store',
      })
      .end(
        '<!doctype html><meta charset="utf-8"><title>page</title><script src="/bundle.js"></script><button>Go</button>',
      );
  }
}

function record(request: IncomingMessage, url: URL, site: RecordingSite): void {
  const { method = '', headers } = request;
  site.requests.push({ method, path: url.pathname + url.search, headers });
}

/** As the real relay answers pages of the origins on its list. */
function allowSender({ headers: { origin = '' } }: IncomingMessage, response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('access-control-allow-headers', 'content-type');
}

function relay(url: URL, body: Buffer, response: ServerResponse, site: RecordingSite): void {
  site.relayBytes.push(body.byteLength);
  site.relayTimes.push(performance.now());
  if (site.relay === 'cut') {
    response.destroy();
  } else if (typeof site.relay === 'object') {
    const { status, retryAfter, body: text = '{}' } = site.relay;
    if (retryAfter) response.setHeader('retry-after', retryAfter);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  } else {
    if (url.pathname === RELAY_TRACES_PATH) site.spans.push(...receivedSpans(body.toString()));
    else for (const log of receivedLogs(body.toString())) (isLine(log) ? site.logs : site.events).push(log);
    if (site.relay === 'up') response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }
}

function isLine({ eventName }: ReceivedLog): boolean {
  return !eventName || eventName === EVENT_EXCEPTION;
}

/** A worker that answers, passes on, or asks for something by itself, as the address says. */
const SERVICE_WORKER = `
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  const { pathname, searchParams } = new URL(event.request.url);
  if (pathname === '/api/cached') event.respondWith(new Response('from the worker'));
  else if (pathname === '/api/passed') event.respondWith(fetch(event.request));
  else if (pathname === '/api/own') event.respondWith(fetch('/api/asked-by-the-worker'));
  else if (pathname === '/api/elsewhere') event.respondWith(fetch(searchParams.get('to')));
});`;

/** `/api/echo`, `/api/redirect?to=...`, `/api/strict` (allows other origins, but none of their headers), `/api/status/402`, `/api/slow/2000` (milliseconds), `/api/stream/2000` (the second half of
 * the body comes that much later), `/api/endless` (a body without end), `/api/hang` (no answer). Open to every origin. */
async function api(request: IncomingMessage, url: URL, response: ServerResponse): Promise<void> {
  response.setHeader('access-control-allow-origin', '*');
  const [, , kind, value = ''] = url.pathname.split('/');
  if (kind !== 'strict') response.setHeader('access-control-allow-headers', 'traceparent, tracestate');
  if (request.method === 'OPTIONS') response.writeHead(204).end();
  else if (kind === 'redirect')
    response.writeHead(307, { location: url.searchParams.get('to') ?? '/' }).end();
  else if (kind === 'status') response.writeHead(Number(value)).end('no');
  else if (kind === 'slow') response.end(await delay(Number(value), 'slow'));
  else if (kind === 'stream') {
    response.write('first');
    response.end(await delay(Number(value), 'last'));
  } else if (kind === 'endless') {
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 10);
    response.once('close', () => clearInterval(timer));
  } else if (kind !== 'hang') response.end('ok');
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
