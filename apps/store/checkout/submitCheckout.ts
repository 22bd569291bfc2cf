'use client';

import { withSpan } from '@throughline/client';
import type { CheckoutRequest, FieldErrors } from '@/checkout/CheckoutRequest';

/** What the checkout can come to, for the visitor. */
export type CheckoutAnswer =
  | { readonly code: 'placed'; readonly orderId: string }
  | { readonly code: 'invalid'; readonly fields: FieldErrors }
  | { readonly code: 'card_declined' | 'payments_unavailable' | 'out_of_stock' | 'empty_cart' | 'failed' };

interface Body {
  readonly code?: CheckoutAnswer['code'];
  readonly orderId?: string;
  readonly fields?: FieldErrors;
}

/**
 * The click on "Buy": a trace of its own, so that it reads from the click to the query, whatever else the page did.
 * Never rejects.
 */
export function submitCheckout(request: CheckoutRequest): Promise<CheckoutAnswer> {
  return withSpan('Buy', { root: true }, async ({ fetch, log }): Promise<CheckoutAnswer> => {
    log.info('buy clicked');
    const response = await fetch('/api/checkout', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
    });
    const body: Body = await response.json();
    if (body.orderId !== undefined) {
      log.info('order placed', { orderId: body.orderId });
      return { code: 'placed', orderId: body.orderId };
    }
    log.warn('order not placed', { status: response.status, code: body.code ?? 'unknown' });
    if (body.code === 'invalid') return { code: 'invalid', fields: body.fields ?? {} };
    return body.code === undefined || body.code === 'placed' ? { code: 'failed' } : { code: body.code };
    // The network, or an answer that is no JSON; the span has recorded it.
  }).catch(() => ({ code: 'failed' }));
}
