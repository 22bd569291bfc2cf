import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addToCart } from '@/cart/addToCart';
import { countCart } from '@/cart/countCart';
import type { ChargeOutcome } from '@/checkout/chargeCard';
import { placeOrder } from '@/checkout/placeOrder';
import { tidyUp } from '@/checkout/tidyUp';
import { createDatabase, type Database } from '@/db/createDatabase';
import { seed } from '@/db/seed';
import { ENGINES } from '@/db/testing/engines';
import { findOrder } from '@/orders/findOrder';
import { findProduct } from '@/products/findProduct';

const REQUEST = { email: 'a@example.com', recipient: 'A B', address: 'Here 1', card: '4242424242424242' };
const approved = async (): Promise<ChargeOutcome> => ({ outcome: 'approved', chargeId: 'ch_1' });

describe.each(ENGINES)('on $name', ({ open }) => {
  let database: Database;
  let cartId = '';

  beforeAll(async () => {
    database = createDatabase(await open());
    await seed(database);
  });

  afterAll(() => database.close());

  beforeEach(async () => {
    cartId = crypto.randomUUID();
    await database.query('DELETE FROM orders');
    await database.query('UPDATE products SET stock = 10, sold_out_at = NULL');
  });

  const stockOf = async (slug: string) => (await findProduct(database, slug))?.stock;
  const orders = () => database.query<{ id: string; status: string }>('SELECT id, status FROM orders');

  test('a paid order takes the stock, empties the cart and can be read', async () => {
    await addToCart(database, cartId, 'morning-mug', 2);
    await addToCart(database, cartId, 'dune-vase', 1);
    const placed = await placeOrder(database, cartId, REQUEST, async (charge) => {
      expect(charge).toMatchObject({ amountCents: 2 * 2400 + 6800, currency: 'EUR', card: REQUEST.card });
      return { outcome: 'approved', chargeId: 'ch_7' };
    });
    if (placed.outcome !== 'placed') throw new Error(placed.outcome);
    expect(await findOrder(database, placed.orderId)).toMatchObject({
      totalCents: 11_600,
      recipient: 'A B',
      cardLast4: '4242',
      lines: [
        { slug: 'dune-vase', quantity: 1 },
        { slug: 'morning-mug', quantity: 2 },
      ],
    });
    expect(await stockOf('morning-mug')).toBe(8);
    expect(await countCart(database, cartId)).toBe(0);
  });

  test.each([{ outcome: 'declined' }, { outcome: 'unavailable', reason: 'payments answered 503' }] as const)(
    'an order that is not paid ($outcome) leaves stock and cart as they were',
    async (answer) => {
      await addToCart(database, cartId, 'morning-mug', 3);
      expect(await placeOrder(database, cartId, REQUEST, async () => answer)).toEqual(answer);
      expect(await stockOf('morning-mug')).toBe(10);
      expect(await orders()).toEqual([]);
      expect(await countCart(database, cartId)).toBe(3);
    },
  );

  test('what is sold out is named, and nobody is charged', async () => {
    await database.query(`UPDATE products SET stock = 1 WHERE slug = 'morning-mug'`);
    await addToCart(database, cartId, 'morning-mug', 2);
    await addToCart(database, cartId, 'dune-vase', 1);
    const placed = await placeOrder(database, cartId, REQUEST, () => {
      throw new Error('must not be charged');
    });
    expect(placed).toEqual({ outcome: 'out_of_stock', names: ['Morning Mug'] });
    expect(await stockOf('dune-vase')).toBe(10);
  });

  test('an empty cart is no order', async () => {
    expect(await placeOrder(database, cartId, REQUEST, approved)).toEqual({ outcome: 'empty_cart' });
  });

  test('while a payment takes its time, others are served', async () => {
    await addToCart(database, cartId, 'morning-mug', 1);
    let seen: number | undefined;
    await placeOrder(database, cartId, REQUEST, async () => {
      seen = await stockOf('morning-mug');
      return { outcome: 'approved', chargeId: 'ch_2' };
    });
    expect(seen).toBe(9);
  });

  test('the last piece is sold once', async () => {
    await database.query(`UPDATE products SET stock = 1 WHERE slug = 'morning-mug'`);
    const other = crypto.randomUUID();
    await addToCart(database, cartId, 'morning-mug', 1);
    await addToCart(database, other, 'morning-mug', 1);
    const placed = await Promise.all(
      [cartId, other].map((id) => placeOrder(database, id, REQUEST, approved)),
    );
    expect(placed.map(({ outcome }) => outcome).sort()).toEqual(['out_of_stock', 'placed']);
    expect(await stockOf('morning-mug')).toBe(0);
  });

  test('tidying up releases an abandoned order and restocks what was sold out, and only those', async () => {
    await addToCart(database, cartId, 'morning-mug', 4);
    await expect(
      placeOrder(database, cartId, REQUEST, () => Promise.reject(new Error('the process died here'))),
    ).rejects.toThrow('the process died here');
    await tidyUp(database);
    expect(await stockOf('morning-mug')).toBe(6);
    await database.query(`UPDATE orders SET created_at = now() - interval '2 minutes'`);
    await database.query(
      `UPDATE products SET stock = 0, sold_out_at = now() - interval '2 minutes' WHERE slug = 'dune-vase'`,
    );
    await database.query(`UPDATE products SET stock = 0, sold_out_at = now() WHERE slug = 'tide-bowl'`);
    await tidyUp(database);
    expect(await stockOf('morning-mug')).toBe(10);
    expect(await orders()).toEqual([]);
    expect(await stockOf('dune-vase')).toBe(60);
    expect(await stockOf('tide-bowl')).toBe(0);
  });
});
