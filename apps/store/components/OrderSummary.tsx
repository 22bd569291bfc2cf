import { FREE_SHIPPING_CENTS, type Totals } from '@/cart/Cart';
import styles from '@/components/OrderSummary.module.css';
import { formatPrice } from '@/products/formatPrice';

/** What it comes to. */
export function OrderSummary({ totals }: { readonly totals: Totals }) {
  const { subtotalCents, shippingCents, totalCents } = totals;
  return (
    <div className={styles.summary}>
      <dl className={styles.sums}>
        <div>
          <dt>Subtotal</dt>
          <dd>{formatPrice(subtotalCents)}</dd>
        </div>
        <div>
          <dt>Delivery</dt>
          <dd>{shippingCents === 0 ? 'Free' : formatPrice(shippingCents)}</dd>
        </div>
        <div className={styles.total}>
          <dt>Total</dt>
          <dd data-testid="total">{formatPrice(totalCents)}</dd>
        </div>
      </dl>
      {shippingCents > 0 && (
        <p className={styles.hint}>
          {formatPrice(FREE_SHIPPING_CENTS - subtotalCents)} more for free delivery.
        </p>
      )}
    </div>
  );
}
