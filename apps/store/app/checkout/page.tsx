import type { Metadata } from 'next';
import Link from 'next/link';
import styles from '@/app/checkout/checkout.module.css';
import { totalsOf } from '@/cart/Cart';
import { readCartId } from '@/cart/cartCookie';
import { readCart } from '@/cart/readCart';
import { TEST_CARDS } from '@/checkout/testCards';
import button from '@/components/Button.module.css';
import { CheckoutForm } from '@/components/CheckoutForm';
import { OrderLines } from '@/components/OrderLines';
import { OrderSummary } from '@/components/OrderSummary';
import { database } from '@/db/database';

export const metadata: Metadata = { title: 'Checkout' };

/** The last step. `?card=declined` or `?card=outage` begins with that test card. */
export default async function CheckoutPage({ searchParams }: PageProps<'/checkout'>) {
  const cartId = await readCartId();
  const lines = cartId ? await readCart(await database(), cartId) : [];
  if (lines.length === 0) {
    return (
      <section className={styles.empty}>
        <h1>There is nothing to check out</h1>
        <p>Your cart is empty.</p>
        <Link href="/" className={button.primary}>
          Go to the shop
        </Link>
      </section>
    );
  }
  const wanted = (await searchParams).card;
  const card = TEST_CARDS.find(({ id }) => id === wanted) ?? TEST_CARDS[0];
  const totals = totalsOf(lines);
  return (
    <section className={styles.checkout}>
      <h1>Checkout</h1>
      <CheckoutForm totalCents={totals.totalCents} startCard={card.number} />
      <aside className={styles.side} aria-label="Your order">
        <OrderLines lines={lines} />
        <OrderSummary totals={totals} />
      </aside>
    </section>
  );
}
