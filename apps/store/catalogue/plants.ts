import type { CatalogueProduct } from '@/catalogue/CatalogueProduct';

export const PLANTS: readonly CatalogueProduct[] = [
  {
    slug: 'monstera',
    category: 'plants',
    name: 'Monstera',
    tagline: 'The one everybody knows',
    description:
      'A young plant with its first split leaves, already turned towards the window. Forgives a forgotten week.',
    details: ['Pot 17 cm, 60 cm tall', 'Bright, no direct sun', 'Water when the top is dry'],
    priceCents: 4800,
    stock: 52,
  },
  {
    slug: 'snake-plant',
    category: 'plants',
    name: 'Snake Plant',
    tagline: 'Thrives on neglect',
    description:
      'Upright, striped and nearly impossible to kill. Good in the corner that is too dark for everything else.',
    details: ['Pot 17 cm, 55 cm tall', 'Any light', 'Water twice a month'],
    priceCents: 3600,
    stock: 66,
  },
  {
    slug: 'patience-cactus',
    category: 'plants',
    name: 'Patience Cactus',
    tagline: 'Flowers when it is ready',
    description:
      'It took nine years to reach this size, and its page takes its time too: this is the product whose query is really slow.',
    details: ['Pot 14 cm, 40 cm tall', 'Full sun', 'Water once a month, if that'],
    priceCents: 2900,
    stock: 58,
  },
  {
    slug: 'fiddle-leaf-fig',
    category: 'plants',
    name: 'Fiddle-leaf Fig',
    tagline: 'A small tree for a big window',
    description:
      'Grown on one stem, with leaves the size of a hand. Likes to be turned a quarter every week and otherwise left alone.',
    details: ['Pot 19 cm, 90 cm tall', 'Bright, out of draughts', 'Water once a week'],
    priceCents: 7400,
    stock: 28,
  },
  {
    slug: 'trailing-pothos',
    category: 'plants',
    name: 'Trailing Pothos',
    tagline: 'Grows down, not up',
    description:
      'Hang it high and it will reach the floor by next spring. The pot and its cord come with it.',
    details: ['Hanging pot 15 cm', 'Half shade', 'Water when the leaves soften'],
    priceCents: 2700,
    stock: 74,
  },
];
