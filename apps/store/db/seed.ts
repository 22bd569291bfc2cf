import { PRODUCTS } from '@/catalogue/products';
import type { Database } from '@/db/createDatabase';
import { SCHEMA } from '@/db/schema';

/** Creates what is missing: tables, and the catalogue. Changes of the catalogue's texts reach an old database. */
export async function seed(database: Database): Promise<void> {
  for (const statement of SCHEMA) await database.query(statement);
  await database.query(
    `INSERT INTO products (slug, position, category, name, tagline, description, details, price_cents, stock, stock_target)
     SELECT * FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[], $9::int[], $9::int[])
     ON CONFLICT (slug) DO UPDATE SET
       position = excluded.position, category = excluded.category, name = excluded.name,
       tagline = excluded.tagline, description = excluded.description, details = excluded.details,
       price_cents = excluded.price_cents, stock_target = excluded.stock_target`,
    [
      PRODUCTS.map((product) => product.slug),
      PRODUCTS.map((_, index) => index),
      PRODUCTS.map((product) => product.category),
      PRODUCTS.map((product) => product.name),
      PRODUCTS.map((product) => product.tagline),
      PRODUCTS.map((product) => product.description),
      PRODUCTS.map((product) => product.details.join('\n')),
      PRODUCTS.map((product) => product.priceCents),
      PRODUCTS.map((product) => product.stock),
    ],
  );
}
