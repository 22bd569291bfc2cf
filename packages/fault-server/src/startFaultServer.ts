import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOKI_PUSH_PATH, OTLP_TRACES_PATH } from '@throughline/semconv';
import type { FaultMode } from './FaultMode.js';
import { type StoredLine, StoredLines } from './StoredLines.js';
import { type StoredSpan, StoredSpans } from './StoredSpans.js';

/** An OTLP receiver and a Loki that fail as told, and keep what they took. JSON only, as our queues send it. */
export interface FaultServer {
  readonly url: string;
  /** How pushes are treated from now on. @defaultValue `ok` */
  mode: FaultMode;
  /** How the next pushes are treated, one each, before `mode` counts again. */
  readonly next: FaultMode[];
  /** `Retry-After` of failures. */
  retryAfter: string | undefined;
  /** A push that holds such a record (its JSON text) is refused whole with 400, as a decoder's error is. */
  poison: ((record: string) => boolean) | undefined;
  /** A longer push gets 413. */
  maxBodyBytes: number;
  /** Pushes that came in, whatever became of them. */
  readonly pushes: number;
  /** Headers of the last push. */
  readonly lastHeaders: IncomingMessage['headers'];
  readonly lines: readonly StoredLine[];
  readonly spans: readonly StoredSpan[];
  /** Records that were stored already when they came. */
  readonly repeats: number;
  /** From now on connections are refused. */
  refuse(): Promise<void>;
  /** Listens again, on the same port. */
  listen(): Promise<void>;
  close(): Promise<void>;
}

export async function startFaultServer(port = 0): Promise<FaultServer> {
  const lines = new StoredLines();
  const spans = new StoredSpans();
  let bound = port;
  let pushes = 0;
  let lastHeaders: IncomingMessage['headers'] = {};
  let http: Server | undefined;

  const faults: FaultServer = {
    get url() {
      return `http://127.0.0.1:${bound}`;
    },
    mode: 'ok',
    next: [],
    retryAfter: undefined,
    poison: undefined,
    maxBodyBytes: Number.POSITIVE_INFINITY,
    get pushes() {
      return pushes;
    },
    get lastHeaders() {
      return lastHeaders;
    },
    lines: lines.lines,
    spans: spans.spans,
    get repeats() {
      return lines.repeats + spans.repeats;
    },
    async refuse() {
      if (!http) return;
      const closed = once(http, 'close');
      http.close();
      http.closeAllConnections();
      http = undefined;
      await closed;
    },
    async listen() {
      http = createServer((request, response) => void handle(request, response));
      http.listen(bound, '127.0.0.1');
      await once(http, 'listening');
      bound = (http.address() as AddressInfo).port;
    },
    close: () => faults.refuse(),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === undefined) return;
    pushes += 1;
    lastHeaders = request.headers;
    const mode = faults.next.shift() ?? faults.mode;
    if (mode === 'hang') return;
    if (mode === 'reset') request.socket.resetAndDestroy();
    else if (typeof mode === 'number') answer(response, mode);
    else if (Buffer.byteLength(body) > faults.maxBodyBytes) answer(response, 413);
    else if (request.url?.endsWith(LOKI_PUSH_PATH)) takeLines(mode, body, response);
    else if (request.url?.endsWith(OTLP_TRACES_PATH)) takeSpans(mode, body, response);
    else answer(response, 404);
  }

  function takeLines(mode: FaultMode, body: string, response: ServerResponse): void {
    const read = StoredLines.read(body);
    if (read.some((line) => faults.poison?.(JSON.stringify(line)))) {
      answer(response, 400);
      return;
    }
    const half = mode === 'half-accept' && read.length > 1;
    lines.store(half ? read.slice(0, Math.ceil(read.length / 2)) : read);
    if (mode === 'doubt') response.socket?.resetAndDestroy();
    else answer(response, half ? 400 : 204);
  }

  function takeSpans(mode: FaultMode, body: string, response: ServerResponse): void {
    const read = StoredSpans.read(body);
    if (read.some((span) => faults.poison?.(JSON.stringify(span)))) {
      answer(response, 400);
      return;
    }
    const kept = mode === 'half-accept' ? Math.ceil(read.length / 2) : read.length;
    spans.store(read.slice(0, kept));
    const rejectedSpans = read.length - kept;
    if (mode === 'doubt') response.socket?.resetAndDestroy();
    else answer(response, 200, rejectedSpans > 0 ? { partialSuccess: { rejectedSpans } } : {});
  }

  function answer(response: ServerResponse, status: number, body?: object): void {
    const failed = status >= 300 && faults.retryAfter !== undefined;
    response.writeHead(status, failed ? { 'retry-after': faults.retryAfter } : {});
    response.end(body && JSON.stringify(body));
  }

  await faults.listen();
  return faults;
}

/** `undefined` when the sender went away. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString();
}
