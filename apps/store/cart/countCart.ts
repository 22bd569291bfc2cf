import type { Queries } from '@/db/createDatabase';

/** How many pieces are in a cart. */
export async function countCart(queries: Queries, cartId: string): Promise<number> {
  const [row] = await queries.query<{ count: number }>(
    `SELECT coalesce(sum(quantity), 0)::int AS count FROM cart_items WHERE cart_id = $1`,
    [cartId],
  );
  return row?.count ?? 0;
}
