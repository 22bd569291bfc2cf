import type { CategorySlug } from '@/catalogue/categories';

/** A product as the catalogue defines it; the database holds what changes (the stock). */
export interface CatalogueProduct {
  readonly slug: string;
  readonly category: CategorySlug;
  readonly name: string;
  /** One line under the name. */
  readonly tagline: string;
  /** A paragraph. */
  readonly description: string;
  /** Facts: material, size, care. */
  readonly details: readonly string[];
  readonly priceCents: number;
  /** Pieces on the shelf at the start, and after each delivery. */
  readonly stock: number;
}
