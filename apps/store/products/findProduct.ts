import type { Queries } from '@/db/createDatabase';
import type { Product, ProductDetail } from '@/products/Product';

interface Row extends Product {
  readonly description: string;
  readonly details: string;
}

/** The product at an address, or undefined. */
export async function findProduct(queries: Queries, slug: string): Promise<ProductDetail | undefined> {
  const [row] = await queries.query<Row>(
    `SELECT slug, category, name, tagline, description, details, price_cents AS "priceCents", stock
     FROM products WHERE slug = $1`,
    [slug],
  );
  return row && { ...row, details: row.details.split('\n') };
}
