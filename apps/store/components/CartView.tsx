'use client';

import Link from 'next/link';
import { startTransition, useOptimistic, useState } from 'react';
import { setQuantityAction } from '@/cart/actions';
import { type CartLine, MAX_QUANTITY, totalsOf } from '@/cart/Cart';
import button from '@/components/Button.module.css';
import { useCartCount } from '@/components/CartCountProvider';
import styles from '@/components/CartView.module.css';
import { OrderSummary } from '@/components/OrderSummary';
import { ProductPicture } from '@/components/ProductPicture';
import { QuantityStepper } from '@/components/QuantityStepper';
import { formatPrice } from '@/products/formatPrice';

interface Change {
  readonly slug: string;
  readonly quantity: number;
}

function changed(lines: readonly CartLine[], { slug, quantity }: Change): readonly CartLine[] {
  return lines
    .map((line) => (line.slug === slug ? { ...line, quantity } : line))
    .filter((line) => line.quantity > 0);
}

/** The cart, which changes under the visitor's hand: the server's answer replaces what was anticipated. */
export function CartView({ lines: known }: { readonly lines: readonly CartLine[] }) {
  const [lines, apply] = useOptimistic(known, changed);
  const [failed, setFailed] = useState(false);
  const { anticipate, settle } = useCartCount();

  const change = (line: CartLine, quantity: number) => {
    setFailed(false);
    startTransition(async () => {
      apply({ slug: line.slug, quantity });
      anticipate(quantity - line.quantity);
      try {
        const { count } = await setQuantityAction(line.slug, quantity);
        startTransition(() => settle(count));
      } catch {
        setFailed(true);
      }
    });
  };

  if (lines.length === 0) {
    return (
      <section className={styles.empty}>
        <h1>Your cart is empty</h1>
        <p>A mug is a good start.</p>
        <Link href="/category/ceramics" className={button.primary}>
          Look at ceramics
        </Link>
      </section>
    );
  }
  return (
    <section className={styles.cart}>
      <h1>Your cart</h1>
      <ul className={styles.lines}>
        {lines.map((line) => (
          <li key={line.slug} className={styles.line} data-testid={`cart-line-${line.slug}`}>
            <div className={styles.thumb}>
              <ProductPicture slug={line.slug} />
            </div>
            <div>
              <Link href={`/product/${line.slug}`} className={styles.name}>
                {line.name}
              </Link>
              <p className={styles.each}>{formatPrice(line.priceCents)} each</p>
            </div>
            <div className={styles.controls}>
              <QuantityStepper
                label={`Quantity of ${line.name}`}
                value={line.quantity}
                min={1}
                max={MAX_QUANTITY}
                onChange={(quantity) => change(line, quantity)}
              />
              <button
                type="button"
                className={button.quiet}
                aria-label={`Remove ${line.name}`}
                onClick={() => change(line, 0)}
              >
                Remove
              </button>
            </div>
            <p className={styles.sum}>{formatPrice(line.priceCents * line.quantity)}</p>
          </li>
        ))}
      </ul>
      <aside className={styles.side}>
        <OrderSummary totals={totalsOf(lines)} />
        <Link href="/checkout" className={button.primary}>
          Checkout
        </Link>
        {failed && (
          <p role="alert" className={styles.failed}>
            That did not work. Please try again.
          </p>
        )}
      </aside>
    </section>
  );
}
