import type { CartLine } from '@/cart/Cart';
import type { Queries } from '@/db/createDatabase';

/** The lines of a cart, in the order in which they were added. A cart that does not exist is empty. */
export async function readCart(queries: Queries, cartId: string): Promise<readonly CartLine[]> {
  return queries.query<CartLine>(
    `SELECT p.slug, p.name, p.price_cents AS "priceCents", i.quantity
     FROM cart_items i JOIN products p USING (slug)
     WHERE i.cart_id = $1 ORDER BY i.added_at, p.slug`,
    [cartId],
  );
}
