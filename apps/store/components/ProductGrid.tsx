import { ProductCard } from '@/components/ProductCard';
import styles from '@/components/ProductGrid.module.css';
import type { Product } from '@/products/Product';

/** Products side by side: four in a row where there is room, two on a phone. */
export function ProductGrid({
  products,
  eagerCount = 0,
}: {
  readonly products: readonly Product[];
  /** How many of the first pictures are on the first screen, and are not loaded lazily. */
  readonly eagerCount?: number;
}) {
  return (
    <ul className={styles.grid}>
      {products.map((product, index) => (
        <li key={product.slug}>
          <ProductCard product={product} eager={index < eagerCount} />
        </li>
      ))}
    </ul>
  );
}
