import Link from 'next/link';
import styles from '@/components/ProductCard.module.css';
import { ProductPicture } from '@/components/ProductPicture';
import { formatPrice } from '@/products/formatPrice';
import type { Product } from '@/products/Product';

/** A product in a grid: the whole card is one link, named for the product. */
export function ProductCard({ product }: { readonly product: Product }) {
  return (
    <article className={styles.card}>
      <div className={styles.frame}>
        <ProductPicture slug={product.slug} />
        {product.stock === 0 && <span className={styles.badge}>Sold out</span>}
      </div>
      <div className={styles.text}>
        <h3 className={styles.name}>
          <Link href={`/product/${product.slug}`} className={styles.link}>
            {product.name}
          </Link>
        </h3>
        <span className={styles.price}>{formatPrice(product.priceCents)}</span>
        <p className={styles.tagline}>{product.tagline}</p>
      </div>
    </article>
  );
}
