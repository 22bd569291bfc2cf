import type { CatalogueProduct } from '@/catalogue/CatalogueProduct';
import { CERAMICS } from '@/catalogue/ceramics';
import { LIGHTING } from '@/catalogue/lighting';
import { PLANTS } from '@/catalogue/plants';
import { SEATING } from '@/catalogue/seating';

/** Everything the shop sells, in the order in which it is shown. */
export const PRODUCTS: readonly CatalogueProduct[] = [...CERAMICS, ...LIGHTING, ...SEATING, ...PLANTS];
