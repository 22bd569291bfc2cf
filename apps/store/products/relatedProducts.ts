import type { Queries } from '@/db/createDatabase';
import type { Product } from '@/products/Product';

/** The product whose page is slow on purpose. */
export const SLOW_PRODUCT = 'patience-cactus';
/** How long the database takes for it, in seconds: well above any threshold for "slow". */
const SLOW_SECONDS = 1.2;

/**
 * Four products to show beside one: of its department first. For `SLOW_PRODUCT` the database really sleeps, so that
 * the trace shows a long query span; on PGlite, which has one connection, other visitors' queries queue behind it.
 */
export async function relatedProducts(queries: Queries, to: Product): Promise<readonly Product[]> {
  if (to.slug === SLOW_PRODUCT) {
    return queries.query<Product>(
      `SELECT p.slug, p.category, p.name, p.tagline, p.price_cents AS "priceCents", p.stock
       FROM products p, (SELECT pg_sleep($3)) AS deliberately_slow
       WHERE p.slug <> $1 ORDER BY p.category = $2 DESC, p.position LIMIT 4`,
      [to.slug, to.category, SLOW_SECONDS],
    );
  }
  return queries.query<Product>(
    `SELECT slug, category, name, tagline, price_cents AS "priceCents", stock
     FROM products WHERE slug <> $1 ORDER BY category = $2 DESC, position LIMIT 4`,
    [to.slug, to.category],
  );
}
