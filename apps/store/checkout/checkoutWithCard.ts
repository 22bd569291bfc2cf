'use server';

import { redirect } from 'next/navigation';
import { addToCart } from '@/cart/addToCart';
import { ensureCartId } from '@/cart/cartCookie';
import { countCart } from '@/cart/countCart';
import { database } from '@/db/database';

/** Goes to the checkout with a test card filled in; an empty cart gets a mug first, so that there is one to buy. */
export async function checkoutWithCard(card: 'declined' | 'outage'): Promise<void> {
  const cartId = await ensureCartId();
  const shop = await database();
  if ((await countCart(shop, cartId)) === 0) await addToCart(shop, cartId, 'morning-mug', 1);
  redirect(card === 'outage' ? '/checkout?card=outage' : '/checkout?card=declined');
}
