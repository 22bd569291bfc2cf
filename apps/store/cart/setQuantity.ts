import { MAX_QUANTITY } from '@/cart/Cart';
import type { Queries } from '@/db/createDatabase';

/** Changes a line of a cart; 0 takes it out. A line that is not there stays away. */
export async function setQuantity(
  queries: Queries,
  cartId: string,
  slug: string,
  quantity: number,
): Promise<void> {
  if (quantity <= 0) {
    await queries.query(`DELETE FROM cart_items WHERE cart_id = $1 AND slug = $2`, [cartId, slug]);
    return;
  }
  await queries.query(
    `UPDATE cart_items SET quantity = least($3::int, ${MAX_QUANTITY}) WHERE cart_id = $1 AND slug = $2`,
    [cartId, slug, quantity],
  );
}
