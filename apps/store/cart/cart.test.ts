import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addToCart } from '@/cart/addToCart';
import { totalsOf } from '@/cart/Cart';
import { readCart } from '@/cart/readCart';
import { setQuantity } from '@/cart/setQuantity';
import { createDatabase, type Database } from '@/db/createDatabase';
import { pgliteEngine } from '@/db/pgliteEngine';
import { seed } from '@/db/seed';
import { listProducts } from '@/products/listProducts';
import { relatedProducts } from '@/products/relatedProducts';
import { searchProducts } from '@/products/searchProducts';

let database: Database;
let cartId = '';

beforeAll(async () => {
  database = createDatabase(pgliteEngine());
  await seed(database);
});

afterAll(() => database.close());

beforeEach(() => {
  cartId = crypto.randomUUID();
});

test('adding adds up, to nine pieces and no more', async () => {
  expect(await addToCart(database, cartId, 'morning-mug', 2)).toBe(2);
  expect(await addToCart(database, cartId, 'dune-vase', 1)).toBe(3);
  expect(await addToCart(database, cartId, 'morning-mug', 8)).toBe(10);
  expect(await readCart(database, cartId)).toMatchObject([
    { slug: 'morning-mug', name: 'Morning Mug', priceCents: 2400, quantity: 9 },
    { slug: 'dune-vase', quantity: 1 },
  ]);
});

test('what does not exist is not added', async () => {
  expect(await addToCart(database, cartId, 'golden-mug', 1)).toBeUndefined();
  expect(await readCart(database, cartId)).toEqual([]);
});

test('a quantity is set, zero removes, and a cart of somebody else stays', async () => {
  const other = crypto.randomUUID();
  await addToCart(database, cartId, 'morning-mug', 2);
  await addToCart(database, other, 'morning-mug', 2);
  await setQuantity(database, cartId, 'morning-mug', 5);
  expect(await readCart(database, cartId)).toMatchObject([{ quantity: 5 }]);
  await setQuantity(database, cartId, 'morning-mug', 0);
  expect(await readCart(database, cartId)).toEqual([]);
  expect(await readCart(database, other)).toMatchObject([{ quantity: 2 }]);
});

test('delivery costs below 100 euros, and nothing for nothing', () => {
  expect(totalsOf([])).toMatchObject({ count: 0, shippingCents: 0, totalCents: 0 });
  expect(totalsOf([{ priceCents: 2400, quantity: 2 }])).toMatchObject({
    shippingCents: 690,
    totalCents: 5490,
  });
  expect(totalsOf([{ priceCents: 5000, quantity: 2 }])).toMatchObject({
    shippingCents: 0,
    totalCents: 10_000,
  });
});

test('seeding again changes no stock', async () => {
  await database.query(`UPDATE products SET stock = 3 WHERE slug = 'monstera'`);
  await seed(database);
  const plants = await listProducts(database, 'plants');
  expect(plants.find(({ slug }) => slug === 'monstera')?.stock).toBe(3);
  expect(plants).toHaveLength(5);
});

test('search finds names first and takes wildcards as they are', async () => {
  const names = async (text: string) => (await searchProducts(database, text)).map(({ name }) => name);
  expect(await names('mug')).toEqual(['Morning Mug']);
  expect((await names('pe'))[0]).toBe('Pebble Pouf');
  expect(await names('%')).toEqual([]);
  expect(await names('   ')).toEqual([]);
});

test('the slow product is slow in the database, the others are not', async () => {
  const plants = await listProducts(database, 'plants');
  const timed = async (wanted: string) => {
    const product = plants.find(({ slug }) => slug === wanted);
    if (!product) throw new Error(`no ${wanted}`);
    const start = performance.now();
    const related = await relatedProducts(database, product);
    expect(related.map(({ category }) => category)).toEqual(['plants', 'plants', 'plants', 'plants']);
    expect(related.map(({ slug }) => slug)).not.toContain(wanted);
    return performance.now() - start;
  };
  const slow = await timed('patience-cactus');
  expect(slow).toBeGreaterThanOrEqual(1_190);
  expect(await timed('monstera')).toBeLessThan(slow);
});
