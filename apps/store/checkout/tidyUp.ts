import { releaseStock } from '@/checkout/releaseStock';
import type { Database } from '@/db/createDatabase';

/**
 * Housekeeping of a demo shop that may run for weeks with nobody looking: releases orders whose process died between
 * the reservation and the payment's answer, delivers what was sold out for a minute, and forgets old carts and orders.
 */
export async function tidyUp(database: Database): Promise<void> {
  // Twenty times the longest wait for payments: no order that is still being paid is this old.
  const abandoned = await database.query<{ id: string }>(
    `SELECT id FROM orders WHERE status = 'pending' AND created_at < now() - interval '1 minute' LIMIT 100`,
  );
  for (const { id } of abandoned) await releaseStock(database, id);
  await database.query(
    `UPDATE products SET stock = stock_target, sold_out_at = NULL
     WHERE stock = 0 AND sold_out_at < now() - interval '1 minute'`,
  );
  await database.query(`DELETE FROM carts WHERE touched_at < now() - interval '7 days'`);
  await database.query(`DELETE FROM orders WHERE created_at < now() - interval '7 days'`);
}
