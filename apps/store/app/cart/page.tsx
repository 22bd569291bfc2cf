import type { Metadata } from 'next';
import { readCartId } from '@/cart/cartCookie';
import { readCart } from '@/cart/readCart';
import { CartView } from '@/components/CartView';
import { database } from '@/db/database';

export const metadata: Metadata = { title: 'Cart' };

/** The visitor's cart. */
export default async function CartPage() {
  const cartId = await readCartId();
  return <CartView lines={cartId ? await readCart(await database(), cartId) : []} />;
}
