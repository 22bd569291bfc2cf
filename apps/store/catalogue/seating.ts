import type { CatalogueProduct } from '@/catalogue/CatalogueProduct';

export const SEATING: readonly CatalogueProduct[] = [
  {
    slug: 'fjord-lounge-chair',
    category: 'seating',
    name: 'Fjord Lounge Chair',
    tagline: 'For the rest of the evening',
    description:
      'Oiled oak, a sling of wool felt and a neck cushion that stays up. The arms are wide enough for a book and a cup.',
    details: ['Oak, wool felt', '78 cm wide, seat 38 cm high', 'Covers come off for cleaning'],
    priceCents: 69000,
    stock: 18,
  },
  {
    slug: 'spindle-chair',
    category: 'seating',
    name: 'Spindle Dining Chair',
    tagline: 'Seven spindles, no screws',
    description:
      'Turned ash, stained black, wedged through the seat the way it has been done for three hundred years. Lighter than it looks.',
    details: ['Ash, solid oak seat', '46 cm seat height, 4.1 kg', 'Re-tightens itself as the wood ages'],
    priceCents: 24500,
    stock: 64,
  },
  {
    slug: 'milking-stool',
    category: 'seating',
    name: 'Milking Stool',
    tagline: 'Three legs never wobble',
    description:
      'A seat, a side table, a step to the upper shelf. Cut from one thick slice of beech with the rings left to see.',
    details: ['Solid beech, soap finish', '44 cm high, 34 cm across', 'Holds 150 kg'],
    priceCents: 9800,
    stock: 80,
  },
  {
    slug: 'hallway-bench',
    category: 'seating',
    name: 'Hallway Bench',
    tagline: 'Somewhere to take your boots off',
    description:
      'A long bench with a seat of woven paper cord, made for the metre and a half beside the door.',
    details: ['Walnut, paper cord', '120 cm long, 45 cm high', 'Cord can be rewoven'],
    priceCents: 31000,
    stock: 20,
  },
  {
    slug: 'pebble-pouf',
    category: 'seating',
    name: 'Pebble Pouf',
    tagline: 'Knitted, heavy, soft',
    description:
      'Knitted in one piece from thick wool and filled so that it holds its shape. Feet up, or a guest down.',
    details: ['New wool, filled with cotton', '60 cm across, 35 cm high', 'Spot clean'],
    priceCents: 16500,
    stock: 34,
  },
];
