import type { IncomingMessage } from 'node:http';
import { encodeExportResponse, encodeStatus } from '@throughline/otlp/protobuf';
import { OTLP_LOGS_PATH, OTLP_TRACES_PATH } from '@throughline/semconv';
import type { Encoding, IngestAnswer, Signal } from '../worker/Engine.js';
import type { WorkerClient } from '../worker/WorkerClient.js';
import type { BodyBudget } from './BodyBudget.js';
import { HttpError } from './HttpError.js';
import { type ErrorForm, type Exchange, json, type Reply, type Route } from './Route.js';
import { withBody } from './readBody.js';

const PROTOBUF = 'application/x-protobuf';
/** gRPC's "invalid argument" and "unavailable", which OTLP's failures name. */
const INVALID_ARGUMENT = 3;
const UNAVAILABLE = 14;

/** OTLP/HTTP 1.x: JSON and protobuf, gzip; the answer is in the request's encoding and comes after the commit. */
export function otlpRoutes(engine: WorkerClient, budget: BodyBudget): Route[] {
  const route = (pattern: string, signal: Signal, rejectedKey: string): Route => ({
    pattern,
    error: otlpError,
    methods: {
      async POST({ request }) {
        const encoding = encodingOf(request);
        if (encoding === undefined) {
          throw new HttpError(415, `Content-Type is not supported: use application/json or ${PROTOBUF}`);
        }
        const answer = await withBody(request, budget, (body) =>
          engine.call('ingest', signal, encoding, body),
        );
        return encoding === 'protobuf' ? protobufAnswer(answer) : jsonAnswer(answer, rejectedKey);
      },
    },
  });
  return [
    route(OTLP_TRACES_PATH, 'traces', 'rejectedSpans'),
    route(OTLP_LOGS_PATH, 'logs', 'rejectedLogRecords'),
    { pattern: '/v1/*', error: otlpError, methods: { GET: notTaken, POST: notTaken } },
  ];
}

function notTaken({ url }: Exchange): Reply {
  throw new HttpError(
    404,
    `${url.pathname.slice(0, 100)} of OTLP is not served: traces and logs are; metrics are scraped from the app`,
  );
}

/** The encoding that a `Content-Type` names; `undefined` for any other. */
export function encodingOf(request: IncomingMessage): Encoding | undefined {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return 'json';
  return type === PROTOBUF ? 'protobuf' : undefined;
}

function jsonAnswer({ rejected, message }: IngestAnswer, rejectedKey: string): Reply {
  // 64-bit integers are strings in OTLP/JSON.
  const partialSuccess = { [rejectedKey]: String(rejected), errorMessage: message };
  return json(200, rejected === 0 ? {} : { partialSuccess });
}

function protobufAnswer({ rejected, message }: IngestAnswer): Reply {
  const body = encodeExportResponse(rejected === 0 ? undefined : { rejected, message });
  return { status: 200, headers: { 'content-type': PROTOBUF }, body };
}

const otlpError: ErrorForm = (status, message, { request }) => {
  const code = status >= 500 ? UNAVAILABLE : INVALID_ARGUMENT;
  return encodingOf(request) === 'protobuf'
    ? { status, headers: { 'content-type': PROTOBUF }, body: encodeStatus(code, message) }
    : json(status, { code, message });
};
