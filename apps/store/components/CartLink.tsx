'use client';

import Link from 'next/link';
import { useCartCount } from '@/components/CartCountProvider';
import styles from '@/components/CartLink.module.css';

/** The way to the cart, with the number of pieces in it. */
export function CartLink() {
  const { count } = useCartCount();
  return (
    <Link
      href="/cart"
      className={styles.link}
      aria-label={`Cart, ${count} ${count === 1 ? 'item' : 'items'}`}
    >
      <svg viewBox="0 0 24 24" width="24" height="24" fill="none" aria-hidden="true">
        <path
          d="M5 8h14l-1.2 11.2a1 1 0 0 1-1 .8H7.2a1 1 0 0 1-1-.8L5 8Zm4 0V7a3 3 0 0 1 6 0v1"
          stroke="currentColor"
          strokeWidth="1.7"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {count > 0 && (
        <span key={count} className={styles.count} data-testid="cart-count">
          {count}
        </span>
      )}
    </Link>
  );
}
