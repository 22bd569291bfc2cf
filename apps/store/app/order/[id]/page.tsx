import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import styles from '@/app/order/[id]/order.module.css';
import button from '@/components/Button.module.css';
import { OrderLines } from '@/components/OrderLines';
import { database } from '@/db/database';
import { findOrder } from '@/orders/findOrder';
import { formatPrice } from '@/products/formatPrice';

export const metadata: Metadata = { title: 'Thank you' };
export const dynamic = 'force-dynamic';

/** An order that was paid. Its id cannot be guessed, and the page shows neither address nor card. */
export default async function OrderPage({ params }: PageProps<'/order/[id]'>) {
  const order = await findOrder(await database(), (await params).id);
  if (!order) notFound();
  return (
    <section className={styles.order}>
      <svg className={styles.tick} viewBox="0 0 56 56" width="56" height="56" aria-hidden="true">
        <circle cx="28" cy="28" r="28" />
        <path d="m17 29 8 8 15-18" fill="none" strokeWidth="4" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <h1>Thank you, {order.recipient.split(' ')[0]}</h1>
      <p className={styles.lead}>
        Your order is placed. {formatPrice(order.totalCents)} was charged to the card that ends in{' '}
        {order.cardLast4}.
      </p>
      <div className={styles.box}>
        <OrderLines lines={order.lines} />
        <dl className={styles.facts}>
          <div>
            <dt>Total with delivery</dt>
            <dd>{formatPrice(order.totalCents)}</dd>
          </div>
          <div>
            <dt>Order</dt>
            <dd data-testid="order-id">{order.id}</dd>
          </div>
        </dl>
      </div>
      <p className={styles.lead}>
        That click is one trace now: from this browser through the shop and its database to payments and back.
      </p>
      <div className={styles.calls}>
        <a href="/viewer" className={button.primary}>
          See it in the viewer
        </a>
        <Link href="/" className={button.secondary}>
          Back to the shop
        </Link>
      </div>
    </section>
  );
}
