import type { CatalogueProduct } from '@/catalogue/CatalogueProduct';

export const CERAMICS: readonly CatalogueProduct[] = [
  {
    slug: 'dune-vase',
    category: 'ceramics',
    name: 'Dune Vase',
    tagline: 'Stoneware, half dipped',
    description:
      'A full-bellied vase with the line of the dip left as it fell. Looks finished with one dry stem in it, and generous with a whole bunch.',
    details: ['Stoneware, cream slip over raw clay', '26 cm tall, 22 cm wide', 'Watertight; rinse by hand'],
    priceCents: 6800,
    stock: 60,
  },
  {
    slug: 'tide-bowl',
    category: 'ceramics',
    name: 'Tide Serving Bowl',
    tagline: 'Wide, deep blue, for the middle of the table',
    description:
      'Big enough for a salad for six or a week of fruit. Where the two glazes meet they run into each other, so no two have the same tide line.',
    details: ['Stoneware, two glazes', '32 cm across, 11 cm deep', 'Dishwasher and oven safe to 180 °C'],
    priceCents: 5400,
    stock: 48,
  },
  {
    slug: 'morning-mug',
    category: 'ceramics',
    name: 'Morning Mug',
    tagline: 'The heavy one you reach for',
    description:
      'A wide foot that does not tip and a handle for three fingers. Holds a proper coffee and keeps it warm until the second page.',
    details: ['Speckled stoneware', '350 ml', 'Dishwasher and microwave safe'],
    priceCents: 2400,
    stock: 160,
  },
  {
    slug: 'harbour-teapot',
    category: 'ceramics',
    name: 'Harbour Teapot',
    tagline: 'Pours clean to the last cup',
    description:
      'A low teapot in a matt green-black glaze under a handle of bent cane. The spout was redrawn eleven times until it stopped dripping.',
    details: ['Stoneware, cane handle', '900 ml, steel strainer inside', 'Rinse by hand'],
    priceCents: 9200,
    stock: 30,
  },
  {
    slug: 'orchard-plates',
    category: 'ceramics',
    name: 'Orchard Plates',
    tagline: 'Set of four, four colours',
    description:
      'Four dinner plates in the colours of a September orchard. The rim is just high enough to push the last peas against.',
    details: ['Stoneware, set of four', '26 cm across', 'Stack flat; dishwasher safe'],
    priceCents: 8800,
    stock: 44,
  },
];
