import type { CartLine } from '@/cart/Cart';
import styles from '@/components/OrderLines.module.css';
import { ProductPicture } from '@/components/ProductPicture';
import { formatPrice } from '@/products/formatPrice';

/** The lines of an order, small, to read and not to change. */
export function OrderLines({ lines }: { readonly lines: readonly CartLine[] }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <li key={line.slug} className={styles.line}>
          <div className={styles.thumb}>
            <ProductPicture slug={line.slug} />
          </div>
          <span>
            {line.name} <span className={styles.quantity}>× {line.quantity}</span>
          </span>
          <span className={styles.sum}>{formatPrice(line.priceCents * line.quantity)}</span>
        </li>
      ))}
    </ul>
  );
}
