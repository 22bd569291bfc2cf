import type { RelayConfiguration } from '../config/relayConfiguration.js';
import { clientOf } from './clientOf.js';
import type { HeaderReader } from './HeaderReader.js';
import { RelayRefusal } from './RelayRefusal.js';
import type { RelayReply } from './RelayReply.js';
import type { RelayState } from './RelayState.js';
import { type Sender, whoSends } from './whoSends.js';

const PREFLIGHT_SECONDS = '600';

/** What is asked before a sender is let in: the parts of `Running` that say so. */
export interface Admittance {
  readonly configuration: { readonly relay: RelayConfiguration };
  readonly relay: Pick<RelayState, 'limiter'>;
}

/** Says whether the sender may send at all, and gives a page of a listed origin its CORS headers. @throws RelayRefusal */
export function admitSender(
  headers: HeaderReader,
  { configuration }: Pick<Admittance, 'configuration'>,
  reply: RelayReply,
): void {
  const sender = whoSends(headers, configuration.relay);
  if (sender.kind === 'stranger') throw new RelayRefusal(403, 'pages of this origin may not send here');
  reply.corsHeaders = corsHeaders(sender);
}

/** All that can be said of a POST before its body is read: who sends, and not too often. @throws RelayRefusal */
export function admit(
  headers: HeaderReader,
  by: Admittance,
  reply: RelayReply,
  peer: string | undefined,
): void {
  admitSender(headers, by, reply);
  const client = clientOf(headers, by.configuration.relay.trustedProxies, peer);
  const wait = by.relay.limiter.take(client, performance.now());
  if (wait !== undefined) throw new RelayRefusal(429, 'too many requests', { 'retry-after': String(wait) });
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
