import type { Database } from '@/db/createDatabase';

/** Second half of an order that was not paid, one transaction: the pieces go back on the shelf, the order goes. */
export async function releaseStock(database: Database, orderId: string): Promise<void> {
  await database.transaction(async (tx) => {
    // The order is taken first: who deletes it puts the pieces back, so that they come back once.
    const taken = await tx.query(`SELECT id FROM orders WHERE id = $1 AND status = 'pending' FOR UPDATE`, [
      orderId,
    ]);
    if (taken.length === 0) return;
    await tx.query(
      `UPDATE products p SET stock = p.stock + i.quantity, sold_out_at = NULL
       FROM order_items i WHERE i.order_id = $1 AND p.slug = i.slug`,
      [orderId],
    );
    await tx.query(`DELETE FROM orders WHERE id = $1`, [orderId]);
  });
}
