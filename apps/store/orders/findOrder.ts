import type { CartLine } from '@/cart/Cart';
import type { Queries } from '@/db/createDatabase';
import { isUuid } from '@/orders/isUuid';

/** A paid order as its page shows it. */
export interface Order {
  readonly id: string;
  readonly totalCents: number;
  readonly recipient: string;
  readonly cardLast4: string;
  readonly lines: readonly CartLine[];
}

/** The paid order with an id, or undefined. */
export async function findOrder(queries: Queries, id: string): Promise<Order | undefined> {
  if (!isUuid(id)) return undefined;
  const [order] = await queries.query<Omit<Order, 'lines'>>(
    `SELECT id, total_cents AS "totalCents", recipient, card_last4 AS "cardLast4"
     FROM orders WHERE id = $1 AND status = 'paid'`,
    [id],
  );
  if (!order) return undefined;
  const lines = await queries.query<CartLine>(
    `SELECT slug, name, price_cents AS "priceCents", quantity FROM order_items WHERE order_id = $1 ORDER BY slug`,
    [id],
  );
  return { ...order, lines };
}
