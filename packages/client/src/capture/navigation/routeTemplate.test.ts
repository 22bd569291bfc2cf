import { expect, test } from 'vitest';
import { routeTemplate } from './routeTemplate.js';

const page = (search = '{}') => ['__PAGE__', {}, null, null, search] as const;
const under = (segment: unknown, child: unknown) => [segment, { children: child }];
const root = (child: unknown) => ['', { children: child, modal: ['__DEFAULT__', {}] }, null, null, true];

/** What Next keeps in `history.state`: since 16 the tree beside the rendered query, before the tree alone. */
const KEPT = {
  '16': (tree: unknown) => ({ tree, renderedSearch: '' }),
  '15.3': (tree: unknown) => tree,
};

for (const [version, keep] of Object.entries(KEPT)) {
  const windowWith = (tree: unknown) =>
    ({
      history: { state: { __NA: true, __PRIVATE_NEXTJS_INTERNALS_TREE: keep(tree) } },
    }) as unknown as Window;

  test.each([
    ['/', root(page()), '/'],
    ['/cart', root(under('cart', page())), '/cart'],
    ['/cart/', root(under('(shop)', under('cart', page()))), '/cart'],
    [
      '/product/arc-lamp',
      root(under('product', under(['slug', 'arc-lamp', 'd', null], page()))),
      '/product/[slug]',
    ],
    ['/product/caf%C3%A9', root(under('product', under(['slug', 'café', 'd'], page()))), '/product/[slug]'],
    ['/docs/a/b', root(under('docs', under(['path', 'a/b', 'c'], page()))), '/docs/[...path]'],
    ['/docs', root(under('docs', under(['path', '', 'oc'], page()))), '/docs/[[...path]]'],
    ['/base/cart', root(under('cart', page('{"q":"x"}'))), '/cart'],
    // A rewrite, or the page before the one that the address bar shows.
    ['/basket', root(under('cart', page())), undefined],
    ['/product/other', root(under('product', under(['slug', 'arc-lamp', 'd'], page()))), undefined],
  ])(`Next ${version}, App Router: %s`, (path, tree, template) => {
    expect(routeTemplate(path, windowWith(tree))).toBe(template);
  });
}

test('the Pages Router says its template itself', () => {
  const win = { next: { router: { pathname: '/blog/[slug]' } }, history: { state: null } };
  expect(routeTemplate('/blog/hello', win as unknown as Window)).toBe('/blog/[slug]');
});

test.each([null, {}, { __PRIVATE_NEXTJS_INTERNALS_TREE: undefined }])(
  'a page without Next (%j) has none',
  (state) => {
    expect(routeTemplate('/', { history: { state } } as unknown as Window)).toBeUndefined();
  },
);
