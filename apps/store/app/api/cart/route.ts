import { after } from 'next/server';
import { readCartId } from '@/cart/cartCookie';
import { countCart } from '@/cart/countCart';
import { tidyUpNowAndThen } from '@/checkout/tidyUpNowAndThen';
import { database } from '@/db/database';

/** `GET /api/cart`: the number in the header. Pages may be static, the cart is the visitor's own. */
export async function GET(): Promise<Response> {
  // Every visit begins here. Opening PGlite takes seconds: it begins while the visitor reads the first page.
  after(tidyUpNowAndThen);
  const cartId = await readCartId();
  const count = cartId ? await countCart(await database(), cartId) : 0;
  return Response.json({ count }, { headers: { 'Cache-Control': 'no-store' } });
}
