import { logger, withSpan } from '@throughline/server';
import type { CheckoutRequest } from '@/checkout/CheckoutRequest';
import type { Charge, ChargeOutcome } from '@/checkout/chargeCard';
import { confirmOrder } from '@/checkout/confirmOrder';
import { releaseStock } from '@/checkout/releaseStock';
import { CURRENCY, type Reservation, reserveStock } from '@/checkout/reserveStock';
import type { Database } from '@/db/createDatabase';

/** How a checkout ended. */
export type PlacedOrder =
  | { readonly outcome: 'placed'; readonly orderId: string }
  | Exclude<Reservation, { outcome: 'reserved' }>
  | Exclude<ChargeOutcome, { outcome: 'approved' }>;

/**
 * Places the order of a cart: reserve, pay, confirm; or reserve, pay, release.
 *
 * The payment lies between two short transactions, not inside of one. A transaction that waits for another service
 * keeps its locks for as long as that service likes: on PostgreSQL everybody who wants the same product waits, on
 * PGlite (one connection) everybody. The price is an order that stays `pending` where the process dies in between;
 * `tidyUp` releases it.
 */
export async function placeOrder(
  database: Database,
  cartId: string,
  request: CheckoutRequest,
  charge: (charge: Charge) => Promise<ChargeOutcome>,
): Promise<PlacedOrder> {
  const reservation = await withSpan('reserve stock', () => reserveStock(database, cartId, request));
  if (reservation.outcome !== 'reserved') {
    logger.info({ outcome: reservation.outcome }, 'order not placed');
    return reservation;
  }

  const { orderId, totalCents } = reservation;
  logger.info({ orderId, totalCents }, 'stock reserved');
  const payment = await charge({ orderId, amountCents: totalCents, currency: CURRENCY, card: request.card });
  if (payment.outcome === 'approved') {
    await withSpan('confirm order', () => confirmOrder(database, orderId, payment.chargeId, cartId));
    logger.info({ orderId, totalCents, chargeId: payment.chargeId }, 'order placed');
    return { outcome: 'placed', orderId };
  }

  await withSpan('release stock', () => releaseStock(database, orderId));
  if (payment.outcome === 'unavailable') {
    logger.error({ orderId, totalCents, reason: payment.reason }, 'order not placed: payments unavailable');
  } else {
    logger.warn({ orderId, totalCents, outcome: payment.outcome }, 'order not placed: card refused');
  }
  return payment;
}
