import type { Queries } from '@/db/createDatabase';
import type { Product } from '@/products/Product';

/** Longest text that is searched for; the rest is cut off. */
export const MAX_SEARCH_LENGTH = 64;
const MAX_RESULTS = 6;

/** The products that best match what was typed: names that begin with it first. Nothing typed gives nothing. */
export async function searchProducts(queries: Queries, text: string): Promise<readonly Product[]> {
  const wanted = text.trim().slice(0, MAX_SEARCH_LENGTH);
  if (wanted === '') return [];
  // `%`, `_` and `\` stand for themselves.
  const pattern = wanted.replaceAll(/[\\%_]/g, '\\$&');
  return queries.query<Product>(
    `SELECT slug, category, name, tagline, price_cents AS "priceCents", stock
     FROM products
     WHERE name ILIKE '%' || $1 || '%' OR tagline ILIKE '%' || $1 || '%' OR category ILIKE $1 || '%'
     ORDER BY name ILIKE $1 || '%' DESC, name ILIKE '%' || $1 || '%' DESC, position
     LIMIT ${MAX_RESULTS}`,
    [pattern],
  );
}
