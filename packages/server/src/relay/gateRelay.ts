import type { IncomingMessage, ServerResponse } from 'node:http';
import { RELAY_BODY_TIMEOUT_MILLIS } from '@throughline/semconv';
import { processState } from '../runtime/processState.js';
import { type Admission, relayAdmissions } from './admissions.js';
import { admit } from './admit.js';
import { BodyWatch } from './BodyWatch.js';
import { beginsAsBomb } from './beginsAsBomb.js';
import type { HeaderReader } from './HeaderReader.js';
import { outliveConnection } from './outliveConnection.js';
import { RelayRefusal, toRefusal } from './RelayRefusal.js';
import { type RelayAnswer, RelayReply } from './RelayReply.js';
import { relayPathOf } from './RelaySignal.js';
import { waitingBatches } from './waitingBatches.js';

const bodies = new BodyWatch(RELAY_BODY_TIMEOUT_MILLIS);

/**
 * Stands before the framework where browsers send to. `serve` is called once the body has come and the sender may
 * send; who may not is answered here, and who dribbles a body is cut off here. A request in the framework costs it a
 * hundred kilobytes and a millisecond; a thousand slow senders would be the app's memory. What may pass waits a moment
 * while the app serves its visitors, and outlives its connection.
 */
export function gateRelay(request: IncomingMessage, response: ServerResponse, serve: () => void): void {
  const { running } = processState();
  const path = pathOfPost(request);
  if (!running || !path) {
    serve();
    return;
  }
  outliveConnection(request, response);
  bodies.arrival(request).then((arrival) => {
    if (arrival === 'gone') return;
    const reply = new RelayReply();
    let admission: Admission;
    try {
      if (arrival === 'late') throw new RelayRefusal(400, 'the body is too slow');
      admit(headersOf(request), running, reply, request.socket.remoteAddress);
      admission = { corsHeaders: reply.corsHeaders };
      if (beginsAsBomb(request)) throw new RelayRefusal(413, 'the body is too large');
    } catch (error) {
      const answer = reply.refused(toRefusal(error));
      running.metrics.browser.countAnswer(path, answer.status);
      send(request, response, answer);
      return;
    }
    relayAdmissions().set(request, admission);
    waitingBatches.run(serve);
  });
}

function pathOfPost({ method, url = '/' }: IncomingMessage): ReturnType<typeof relayPathOf> {
  if (method !== 'POST') return undefined;
  const end = url.search(/[?#]/);
  return relayPathOf(end < 0 ? url : url.slice(0, end));
}

function headersOf({ headers }: IncomingMessage): HeaderReader {
  return { get: (name) => String(headers[name] ?? '') || null };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: RelayAnswer,
): void {
  // The rest of a body that was not read to its end must not be taken for the next request.
  const ending = request.complete ? {} : { connection: 'close' };
  response.writeHead(status, { ...headers, ...ending }).end(body);
}
