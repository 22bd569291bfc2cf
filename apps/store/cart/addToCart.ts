import { MAX_QUANTITY } from '@/cart/Cart';
import { countCart } from '@/cart/countCart';
import type { Database } from '@/db/createDatabase';

/**
 * Puts `quantity` more pieces of a product into a cart, which is made if it does not exist.
 * @returns how many pieces are in the cart then, or undefined where there is no such product.
 */
export async function addToCart(
  database: Database,
  cartId: string,
  slug: string,
  quantity: number,
): Promise<number | undefined> {
  return database.transaction(async (tx) => {
    await tx.query(`INSERT INTO carts (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET touched_at = now()`, [
      cartId,
    ]);
    const added = await tx.query(
      `INSERT INTO cart_items (cart_id, slug, quantity)
       SELECT $1, slug, least($3::int, ${MAX_QUANTITY}) FROM products WHERE slug = $2
       ON CONFLICT (cart_id, slug)
       DO UPDATE SET quantity = least(cart_items.quantity + excluded.quantity, ${MAX_QUANTITY})
       RETURNING quantity`,
      [cartId, slug, quantity],
    );
    return added.length === 0 ? undefined : countCart(tx, cartId);
  });
}
