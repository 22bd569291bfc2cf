import { type CartLine, totalsOf } from '@/cart/Cart';
import type { CheckoutRequest } from '@/checkout/CheckoutRequest';
import type { Database } from '@/db/createDatabase';

/** An order that waits for its payment, or why there is none. */
export type Reservation =
  | { readonly outcome: 'reserved'; readonly orderId: string; readonly totalCents: number }
  | { readonly outcome: 'empty_cart' }
  | { readonly outcome: 'out_of_stock'; readonly names: readonly string[] };

/** The shop sells in one currency. */
export const CURRENCY = 'EUR';

/**
 * First half of an order, one transaction: locks the products of the cart, takes the pieces off the shelf and writes
 * the order as `pending`. Nothing is changed where something is sold out.
 */
export async function reserveStock(
  database: Database,
  cartId: string,
  request: CheckoutRequest,
): Promise<Reservation> {
  return database.transaction(async (tx) => {
    // In the order of the key, so that two orders of the same products cannot wait for each other.
    const lines = await tx.query<CartLine & { readonly stock: number }>(
      `SELECT p.slug, p.name, p.price_cents AS "priceCents", p.stock, i.quantity
       FROM products p JOIN cart_items i USING (slug)
       WHERE i.cart_id = $1 ORDER BY p.slug FOR UPDATE OF p`,
      [cartId],
    );
    if (lines.length === 0) return { outcome: 'empty_cart' };
    const missing = lines.filter((line) => line.stock < line.quantity);
    if (missing.length > 0) return { outcome: 'out_of_stock', names: missing.map((line) => line.name) };

    const slugs = lines.map((line) => line.slug);
    const quantities = lines.map((line) => line.quantity);
    await tx.query(
      `UPDATE products p SET stock = p.stock - l.quantity,
         sold_out_at = CASE WHEN p.stock = l.quantity THEN now() END
       FROM unnest($1::text[], $2::int[]) AS l (slug, quantity) WHERE p.slug = l.slug`,
      [slugs, quantities],
    );
    const orderId = crypto.randomUUID();
    const { totalCents } = totalsOf(lines);
    await tx.query(
      `INSERT INTO orders (id, status, total_cents, currency, email, recipient, address, card_last4)
       VALUES ($1, 'pending', $2, $3, $4, $5, $6, $7)`,
      [
        orderId,
        totalCents,
        CURRENCY,
        request.email,
        request.recipient,
        request.address,
        request.card.slice(-4),
      ],
    );
    await tx.query(
      `INSERT INTO order_items (order_id, slug, name, price_cents, quantity)
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::int[], $5::int[])`,
      [orderId, slugs, lines.map((line) => line.name), lines.map((line) => line.priceCents), quantities],
    );
    return { outcome: 'reserved', orderId, totalCents };
  });
}
