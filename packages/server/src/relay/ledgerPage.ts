import { processState } from '../runtime/processState.js';
import { currentPeerAddress } from '../tracing/peerAddress.js';
import { RelayRefusal } from './RelayRefusal.js';

/** A stage's book as the page gives it. */
export interface LedgerRow {
  stage: string;
  signal: string;
  accepted: number;
  delivered: number;
  dropped: Record<string, number>;
  queued: number;
}

/**
 * The ledger as JSON: `{"stages": [{stage, signal, accepted, delivered, dropped: {reason: count}, queued}]}`, all from
 * one moment. Who may read the metrics may read it: it says the same.
 * @throws RelayRefusal
 */
export function ledgerPage(request: Request): Response {
  const { running } = processState();
  if (!running) throw new RelayRefusal(503, 'telemetry is off');
  const access = running.metricsAccess.check({
    authorization: request.headers.get('authorization'),
    address: currentPeerAddress(),
  });
  if (access.kind === 'forbidden')
    throw new RelayRefusal(403, 'the metrics are not for this address, or have no token');
  if (access.kind === 'unauthenticated') {
    throw new RelayRefusal(401, 'a bearer token is needed', { 'www-authenticate': 'Bearer' });
  }
  const stages: LedgerRow[] = [...running.ledger.entries()].map((entry) => ({
    stage: entry.stage,
    signal: entry.signal,
    accepted: entry.accepted,
    delivered: entry.delivered,
    dropped: Object.fromEntries(entry.dropped),
    queued: entry.queued,
  }));
  return Response.json({ stages }, { headers: { 'cache-control': 'no-store' } });
}
