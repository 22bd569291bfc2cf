/** Most pieces of one product in a cart. */
export const MAX_QUANTITY = 9;
/** What delivery costs below `FREE_SHIPPING_CENTS`. */
export const SHIPPING_CENTS = 690;
/** From this sum on, delivery is free. */
export const FREE_SHIPPING_CENTS = 10_000;

/** A line of a cart. */
export interface CartLine {
  readonly slug: string;
  readonly name: string;
  readonly priceCents: number;
  readonly quantity: number;
}

/** What a set of lines comes to, in cents. */
export interface Totals {
  readonly count: number;
  readonly subtotalCents: number;
  readonly shippingCents: number;
  readonly totalCents: number;
}

/** Adds the lines up. An empty cart is not delivered, so it costs nothing. */
export function totalsOf(lines: readonly Pick<CartLine, 'priceCents' | 'quantity'>[]): Totals {
  const count = lines.reduce((sum, line) => sum + line.quantity, 0);
  const subtotalCents = lines.reduce((sum, line) => sum + line.quantity * line.priceCents, 0);
  const shippingCents = count === 0 || subtotalCents >= FREE_SHIPPING_CENTS ? 0 : SHIPPING_CENTS;
  return { count, subtotalCents, shippingCents, totalCents: subtotalCents + shippingCents };
}
