import type { CategorySlug } from '@/catalogue/categories';
import type { Queries } from '@/db/createDatabase';
import type { Product } from '@/products/Product';

/** All products, or those of one department, in the order of the catalogue. */
export async function listProducts(queries: Queries, category?: CategorySlug): Promise<readonly Product[]> {
  return queries.query<Product>(
    `SELECT slug, category, name, tagline, price_cents AS "priceCents", stock
     FROM products WHERE $1::text IS NULL OR category = $1 ORDER BY position`,
    [category ?? null],
  );
}
