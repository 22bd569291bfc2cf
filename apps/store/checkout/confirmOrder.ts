import type { Database } from '@/db/createDatabase';

/**
 * Second half of an order that was paid, one transaction: marks it and empties the cart.
 * @throws where the order is no longer pending: the charge then has no order and must be looked at.
 */
export async function confirmOrder(
  database: Database,
  orderId: string,
  chargeId: string,
  cartId: string,
): Promise<void> {
  await database.transaction(async (tx) => {
    const confirmed = await tx.query(
      `UPDATE orders SET status = 'paid', charge_id = $2 WHERE id = $1 AND status = 'pending' RETURNING id`,
      [orderId, chargeId],
    );
    if (confirmed.length === 0)
      throw new Error(`order ${orderId} was released before charge ${chargeId} came`);
    await tx.query(`DELETE FROM cart_items WHERE cart_id = $1`, [cartId]);
  });
}
