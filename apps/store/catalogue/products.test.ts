import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { DRAWINGS } from '@/art/drawings';
import { scene } from '@/art/scene';
import { CATEGORIES } from '@/catalogue/categories';
import { PRODUCTS } from '@/catalogue/products';

test('each product has a picture, and each picture a product', () => {
  expect([...DRAWINGS.keys()].sort()).toEqual(PRODUCTS.map(({ slug }) => slug).sort());
});

test('each department has products', () => {
  for (const { slug } of CATEGORIES) {
    expect(PRODUCTS.filter((product) => product.category === slug).length).toBeGreaterThan(3);
  }
});

test.each([...DRAWINGS])('the picture of %s uses no paint that it does not define', (_, drawing) => {
  const svg = scene(drawing);
  const defined = new Set([...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
  const used = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
  expect(used.filter((id) => !defined.has(id))).toEqual([]);
  expect(svg).not.toContain('NaN');
  expect(svg).not.toContain('undefined');
});

test.each([...DRAWINGS])('the file of %s is what is drawn (else: npm run art)', async (slug, drawing) => {
  const file = await readFile(new URL(`../public/art/${slug}.svg`, import.meta.url), 'utf8');
  expect(file).toBe(scene(drawing));
});
