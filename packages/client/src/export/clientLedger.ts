import {
  ATTR_CLIENT_CAPTURED,
  ATTR_CLIENT_DROPPED_PREFIX,
  ATTR_CLIENT_LEDGER_ID,
  ATTR_CLIENT_PREFETCHES,
} from '@throughline/semconv';
import { REJECTED, type SignalCounts } from './SignalCounts.js';

/**
 * What each batch says of the page's books (ADR 0032): an id of the document, and counts since its start, so that
 * one that is lost or comes twice changes nothing.
 *
 * @param id - The one that beacons of the synchronous part carry.
 */
export function clientLedger(
  id: string,
  prefetches: () => number,
): (counts: SignalCounts) => Record<string, string | number> {
  return ({ captured, dropped }) => {
    const ledger: Record<string, string | number> = {
      [ATTR_CLIENT_LEDGER_ID]: id,
      [ATTR_CLIENT_CAPTURED]: captured,
      [ATTR_CLIENT_PREFETCHES]: prefetches(),
    };
    for (const [reason, count] of dropped) {
      // What the relay rejected has arrived there, and is in its own books.
      if (reason !== REJECTED) ledger[ATTR_CLIENT_DROPPED_PREFIX + reason] = count;
    }
    return ledger;
  };
}
