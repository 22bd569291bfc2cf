import { processState } from '../runtime/processState.js';
import { currentPeerAddress } from '../tracing/peerAddress.js';
import { admit } from './admit.js';
import { RelayRefusal } from './RelayRefusal.js';
import type { RelayAnswer, RelayReply } from './RelayReply.js';

/** A session token for a page that may send, at the rate of a client. 404 where none is asked for. @throws RelayRefusal */
export function sessionPage(request: Request, reply: RelayReply): RelayAnswer {
  const { running } = processState();
  if (!running?.relay.tokens.required) throw new RelayRefusal(404, 'no such path');
  admit(request.headers, running, reply, currentPeerAddress());
  return reply.json(running.relay.tokens.issue(Date.now()));
}
