import { setTimeout as delay } from 'node:timers/promises';
import type { ChargeRequest } from './ChargeRequest.js';

/** What the card network said. */
export type Authorization =
  | { readonly outcome: 'approved'; readonly chargeId: string }
  | { readonly outcome: 'declined' }
  | { readonly outcome: 'outage' };

/** Test card that is always declined. */
export const DECLINED_CARD = '4000000000000002';
/** Test card for which the card network does not answer. */
export const OUTAGE_CARD = '4000000000000119';

/** How long the card network takes, in milliseconds: long enough to be read off a waterfall. */
const NETWORK_MILLIS = 60;

/**
 * The card network. It is simulated, as every demo's must be: it takes time as a real one does, and two test
 * cards choose its bad answers.
 */
export async function authorizeCard(charge: ChargeRequest): Promise<Authorization> {
  await delay(NETWORK_MILLIS);
  if (charge.card === DECLINED_CARD) return { outcome: 'declined' };
  if (charge.card === OUTAGE_CARD) return { outcome: 'outage' };
  return { outcome: 'approved', chargeId: `ch_${crypto.randomUUID().replaceAll('-', '')}` };
}
