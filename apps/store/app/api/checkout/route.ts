import { logger } from '@throughline/server';
import { readCartId } from '@/cart/cartCookie';
import { chargeCard } from '@/checkout/chargeCard';
import { parseCheckoutRequest } from '@/checkout/parseCheckoutRequest';
import { placeOrder } from '@/checkout/placeOrder';
import { readJsonBody } from '@/checkout/readJsonBody';
import { database } from '@/db/database';

/**
 * `POST /api/checkout`: 201 `{ orderId }`; 400 `invalid` with `fields`; 402 `card_declined`; 409 `empty_cart` or
 * `out_of_stock`; 503 `payments_unavailable` with `Retry-After`.
 */
export async function POST(request: Request): Promise<Response> {
  const parsed = parseCheckoutRequest(await readJsonBody(request));
  if (!parsed.ok) {
    logger.warn({ fields: Object.keys(parsed.fields) }, 'checkout refused: invalid form');
    return Response.json({ code: 'invalid', fields: parsed.fields }, { status: 400 });
  }
  const cartId = await readCartId();
  if (!cartId) return Response.json({ code: 'empty_cart' }, { status: 409 });

  const shop = await database();
  const order = await placeOrder(shop, cartId, parsed.request, chargeCard);
  switch (order.outcome) {
    case 'placed':
      return Response.json({ orderId: order.orderId }, { status: 201 });
    case 'empty_cart':
      return Response.json({ code: 'empty_cart' }, { status: 409 });
    case 'out_of_stock':
      return Response.json({ code: 'out_of_stock', names: order.names }, { status: 409 });
    case 'declined':
      return Response.json({ code: 'card_declined' }, { status: 402 });
    case 'invalid_card':
      return Response.json(
        { code: 'invalid', fields: { card: 'This is not a card number.' } },
        { status: 400 },
      );
    case 'unavailable':
      return Response.json(
        { code: 'payments_unavailable' },
        { status: 503, headers: { 'Retry-After': '5' } },
      );
  }
}
