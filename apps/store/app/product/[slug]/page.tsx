import { logger } from '@throughline/server';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import styles from '@/app/product/[slug]/product.module.css';
import { findCategory } from '@/catalogue/categories';
import { AddToCart } from '@/components/AddToCart';
import { ProductGrid } from '@/components/ProductGrid';
import { ProductPicture } from '@/components/ProductPicture';
import { database } from '@/db/database';
import { findProduct } from '@/products/findProduct';
import { formatPrice } from '@/products/formatPrice';
import { relatedProducts } from '@/products/relatedProducts';

/** Stock changes with every order: each visit reads the database. */
export const dynamic = 'force-dynamic';

// Metadata and page ask for the same row: one query.
const product = cache(async (slug: string) => findProduct(await database(), slug));

export async function generateMetadata({ params }: PageProps<'/product/[slug]'>): Promise<Metadata> {
  const found = await product((await params).slug);
  return found ? { title: found.name, description: found.tagline } : {};
}

function stockText(stock: number): string {
  if (stock === 0) return 'Sold out, the next delivery is on its way';
  return stock <= 5 ? `Only ${stock} left` : 'In stock, sent tomorrow';
}

/** A product. */
export default async function ProductPage({ params }: PageProps<'/product/[slug]'>) {
  const { slug } = await params;
  const found = await product(slug);
  if (!found) notFound();
  const related = await relatedProducts(await database(), found);
  logger.info({ slug, stock: found.stock }, 'product viewed');
  return (
    <>
      <nav className={styles.crumbs} aria-label="Breadcrumb">
        <Link href="/">Home</Link>
        <span aria-hidden="true">/</span>
        <Link href={`/category/${found.category}`}>{findCategory(found.category)?.name}</Link>
      </nav>
      <article className={styles.product}>
        <div className={styles.picture}>
          <ProductPicture slug={slug} alt={`${found.name}: ${found.tagline}`} />
        </div>
        <div className={styles.text}>
          <h1>{found.name}</h1>
          <p className={styles.tagline}>{found.tagline}</p>
          <p className={styles.price}>{formatPrice(found.priceCents)}</p>
          <p className={styles.description}>{found.description}</p>
          <AddToCart slug={slug} soldOut={found.stock === 0} />
          <p className={found.stock === 0 ? styles.out : styles.stock}>{stockText(found.stock)}</p>
          <ul className={styles.details}>
            {found.details.map((detail) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        </div>
      </article>
      <section className={styles.related} aria-labelledby="related">
        <h2 id="related">Goes well with</h2>
        <ProductGrid products={related} />
      </section>
    </>
  );
}
