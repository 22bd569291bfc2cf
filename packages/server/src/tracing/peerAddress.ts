import { context } from '@opentelemetry/api';
import { servedBy } from './RequestContext.js';

/**
 * The address at the other end of the connection that the running telemetry route answers to: a route handler sees
 * headers, which anybody can write, and not the connection.
 */
export function currentPeerAddress(): string | undefined {
  const served = servedBy(context.active());
  return served && 'peerAddress' in served ? served.peerAddress : undefined;
}
