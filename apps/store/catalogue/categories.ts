/** The shop's departments, in the order of the navigation. */
export const CATEGORIES = [
  { slug: 'ceramics', name: 'Ceramics', line: 'Thrown by hand, glazed in small batches.' },
  { slug: 'lighting', name: 'Lighting', line: 'Warm light, low in the room.' },
  { slug: 'seating', name: 'Seating', line: 'Solid wood, honest joints, a place to stay.' },
  { slug: 'plants', name: 'Plants', line: 'Grown slowly, sent in the pot they like.' },
] as const;

/** A department. */
export type Category = (typeof CATEGORIES)[number];
/** Its part of the address. */
export type CategorySlug = Category['slug'];

/** The department at an address, or undefined. */
export function findCategory(slug: string): Category | undefined {
  return CATEGORIES.find((category) => category.slug === slug);
}
