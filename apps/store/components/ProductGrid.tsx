import { ProductCard } from '@/components/ProductCard';
import styles from '@/components/ProductGrid.module.css';
import type { Product } from '@/products/Product';

/** Products side by side: four in a row where there is room, two on a phone. */
export function ProductGrid({ products }: { readonly products: readonly Product[] }) {
  return (
    <ul className={styles.grid}>
      {products.map((product) => (
        <li key={product.slug}>
          <ProductCard product={product} />
        </li>
      ))}
    </ul>
  );
}
