'use client';

import { log } from '@throughline/client';
import Link from 'next/link';
import { startTransition, useState } from 'react';
import { addToCartAction } from '@/cart/actions';
import { MAX_QUANTITY } from '@/cart/Cart';
import styles from '@/components/AddToCart.module.css';
import button from '@/components/Button.module.css';
import { useCartCount } from '@/components/CartCountProvider';
import { QuantityStepper } from '@/components/QuantityStepper';

/** Quantity and the button; the number at the cart changes at once, and back where the server refuses. */
export function AddToCart({ slug, soldOut }: { readonly slug: string; readonly soldOut: boolean }) {
  const { anticipate, settle } = useCartCount();
  const [quantity, setQuantity] = useState(1);
  const [state, setState] = useState<'idle' | 'added' | 'failed'>('idle');

  const add = () => {
    setState('added');
    startTransition(async () => {
      anticipate(quantity);
      try {
        const { count } = await addToCartAction(slug, quantity);
        startTransition(() => settle(count));
      } catch (error) {
        log.error('could not add to cart', {
          slug,
          error: error instanceof Error ? error.message : 'unknown',
        });
        setState('failed');
      }
    });
  };

  return (
    <div className={styles.box}>
      <div className={styles.row}>
        <QuantityStepper
          label="Quantity"
          value={quantity}
          min={1}
          max={MAX_QUANTITY}
          onChange={setQuantity}
        />
        <button type="button" className={button.primary} onClick={add} disabled={soldOut}>
          Add to cart
        </button>
      </div>
      <p className={state === 'failed' ? styles.failed : styles.done} role="status">
        {state === 'added' && (
          <>
            In your cart. <Link href="/cart">Go to cart</Link>
          </>
        )}
        {state === 'failed' && 'That did not work. Please try again.'}
      </p>
    </div>
  );
}
