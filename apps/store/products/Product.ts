import type { CategorySlug } from '@/catalogue/categories';

/** A product as it stands in the database now. */
export interface Product {
  readonly slug: string;
  readonly category: CategorySlug;
  readonly name: string;
  readonly tagline: string;
  readonly priceCents: number;
  readonly stock: number;
}

/** A product with what its own page shows. */
export interface ProductDetail extends Product {
  readonly description: string;
  readonly details: readonly string[];
}
