import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import styles from '@/app/category/[slug]/category.module.css';
import { CATEGORIES, findCategory } from '@/catalogue/categories';
import { ProductGrid } from '@/components/ProductGrid';
import { database } from '@/db/database';
import { listProducts } from '@/products/listProducts';

/** Incremental static regeneration: a page is at most this old, in seconds. */
export const revalidate = 60;
export const dynamicParams = false;

export function generateStaticParams(): Array<{ slug: string }> {
  return CATEGORIES.map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: PageProps<'/category/[slug]'>): Promise<Metadata> {
  const category = findCategory((await params).slug);
  return category ? { title: category.name, description: category.line } : {};
}

/** A department. */
export default async function CategoryPage({ params }: PageProps<'/category/[slug]'>) {
  const category = findCategory((await params).slug);
  if (!category) notFound();
  const products = await listProducts(await database(), category.slug);
  return (
    <>
      <header className={styles.head}>
        <h1>{category.name}</h1>
        <p>
          {category.line} <span className={styles.count}>{products.length} pieces</span>
        </p>
      </header>
      <ProductGrid products={products} />
    </>
  );
}
