import type { CatalogueProduct } from '@/catalogue/CatalogueProduct';

export const LIGHTING: readonly CatalogueProduct[] = [
  {
    slug: 'dome-pendant',
    category: 'lighting',
    name: 'Dome Pendant',
    tagline: 'A pool of light over the table',
    description:
      'Spun steel, enamelled brick red outside and white inside, so that the light falls on the plates and not in your eyes.',
    details: ['Enamelled steel, brass fitting', '42 cm across, 2 m textile cable', 'E27, bulb included'],
    priceCents: 18900,
    stock: 36,
  },
  {
    slug: 'chanterelle-lamp',
    category: 'lighting',
    name: 'Chanterelle Table Lamp',
    tagline: 'Glows, never glares',
    description:
      'One piece of opal glass for the cap, another for the stem. On its lowest step it is a night light, on its highest you can read by it.',
    details: ['Mouth-blown opal glass', '34 cm tall', 'Dims in three steps by touch'],
    priceCents: 14500,
    stock: 40,
  },
  {
    slug: 'arc-floor-lamp',
    category: 'lighting',
    name: 'Arc Floor Lamp',
    tagline: 'Light where there is no ceiling hook',
    description:
      'A brass arc that reaches over a sofa and a marble foot that is heavy enough to let it. The shade turns on a ball joint.',
    details: ['Brushed brass, marble foot (14 kg)', 'Reach 110 cm, height 195 cm', 'E27, foot switch'],
    priceCents: 32000,
    stock: 22,
  },
  {
    slug: 'paper-moon',
    category: 'lighting',
    name: 'Paper Moon',
    tagline: 'Rice paper on fine ribs',
    description:
      'Light as a lampshade can be: it arrives flat, opens in a minute and makes a bare bulb look like weather.',
    details: ['Rice paper, steel ribs', '60 cm across', 'E27, cable sold with it'],
    priceCents: 7600,
    stock: 70,
  },
  {
    slug: 'studio-task-lamp',
    category: 'lighting',
    name: 'Studio Task Lamp',
    tagline: 'Stays where you put it',
    description:
      'Sprung joints that hold without knobs to tighten, a wide head that does not dazzle, and a switch you find in the dark.',
    details: ['Powder-coated steel, brass joints', 'Reach 85 cm', 'LED, 2700 K, dimmable'],
    priceCents: 12800,
    stock: 38,
  },
];
