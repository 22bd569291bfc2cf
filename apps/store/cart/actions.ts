'use server';

import { logger } from '@throughline/server';
import { refresh } from 'next/cache';
import { addToCart } from '@/cart/addToCart';
import { MAX_QUANTITY } from '@/cart/Cart';
import { ensureCartId, readCartId } from '@/cart/cartCookie';
import { countCart } from '@/cart/countCart';
import { setQuantity } from '@/cart/setQuantity';
import { database } from '@/db/database';

// A server action is a public endpoint: its arguments are whatever somebody posted.
function isQuantity(value: unknown, least: number): value is number {
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= MAX_QUANTITY;
}

/** Adds pieces of a product to the visitor's cart and gives the number of pieces in it. */
export async function addToCartAction(slug: string, quantity: number): Promise<{ count: number }> {
  if (typeof slug !== 'string' || !isQuantity(quantity, 1)) throw new Error('this cannot be put into a cart');
  const count = await addToCart(await database(), await ensureCartId(), slug, quantity);
  if (count === undefined) throw new Error('there is no such product');
  logger.info({ slug, quantity, count }, 'added to cart');
  return { count };
}

/** Sets how many pieces of a product are in the visitor's cart (0: none) and gives the number of pieces in it. */
export async function setQuantityAction(slug: string, quantity: number): Promise<{ count: number }> {
  if (typeof slug !== 'string' || !isQuantity(quantity, 0)) throw new Error('this is not a quantity');
  const cartId = await readCartId();
  if (!cartId) return { count: 0 };
  const shop = await database();
  await setQuantity(shop, cartId, slug, quantity);
  const count = await countCart(shop, cartId);
  logger.info({ slug, quantity, count }, 'cart changed');
  refresh();
  return { count };
}
