import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { RouteTemplates, readRouteTemplates } from './RouteTemplates.js';

/** As `next build` writes it, cut down. */
const MANIFEST = {
  version: 3,
  basePath: '/shop',
  i18n: { locales: ['en', 'de'], defaultLocale: 'en' },
  staticRoutes: [
    { page: '/', regex: '^/(?:/)?$' },
    { page: '/cart', regex: '^/cart(?:/)?$' },
    { page: '/_not-found', regex: '^/_not\\-found(?:/)?$' },
  ],
  dynamicRoutes: [
    { page: '/product/[slug]', regex: '^/product/([^/]+?)(?:/)?$' },
    { page: '/docs/[[...path]]', regex: '^/docs(?:/(.+?))?(?:/)?$' },
  ],
};

const folders: string[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

it.each([
  ['/shop', '/'],
  ['/shop/', '/'],
  ['/shop/cart', '/cart'],
  ['/shop/cart/', '/cart'],
  ['/shop/de/cart', '/cart'],
  ['/shop/de', '/'],
  ['/shop/product/arc%20lamp', '/product/[slug]'],
  ['/shop/docs', '/docs/[[...path]]'],
  ['/shop/docs/a/b/c', '/docs/[[...path]]'],
  ['/shop/product/a/b', 'unmatched'],
  ['/shop/_not-found', 'unmatched'],
  ['/shopping/cart', 'unmatched'],
  ['/cart', 'unmatched'],
  ['', 'unmatched'],
  ['/shop/product/[slug]', '/product/[slug]'],
  [`/shop/product/${'x'.repeat(3_000)}`, 'unmatched'],
])('%s is %s', (path, template) => {
  expect(new RouteTemplates(MANIFEST).match(path)).toBe(template);
});

it.each([undefined, null, 'text', [], {}, { dynamicRoutes: [null, { page: 7 }], staticRoutes: 'no' }])(
  'a manifest that is none (%j) has no routes',
  (manifest) => {
    expect(new RouteTemplates(manifest).match('/')).toBe('unmatched');
  },
);

const REWRITES = {
  beforeFiles: [
    { source: '/cart', destination: '/product/:from', regex: '^/cart(?:/)?$', has: [{ type: 'host' }] },
    { source: '/basket', destination: '/cart', regex: '^/basket(?:/)?$' },
  ],
  afterFiles: [
    { source: '/old/:id', destination: '/product/:id?from=old', regex: '^/old(?:/([^/]+?))(?:/)?$' },
    { source: '/product/sale', destination: '/cart', regex: '^/product/sale(?:/)?$' },
    {
      source: '/help/:part*',
      destination: '/docs/:part*',
      regex: '^/help(?:/((?:[^/]+?)(?:/(?:[^/]+?))*))?(?:/)?$',
    },
    { source: '/blog', destination: 'https://blog.example/', regex: '^/blog(?:/)?$' },
    { source: '/lost', destination: '/nowhere', regex: '^/lost(?:/)?$' },
  ],
  fallback: [{ source: '/(.*)', destination: '/docs/:0', regex: '^(?:/(.*))(?:/)?$' }, { source: 7 }],
};

it.each([
  ['/cart', '/cart'],
  ['/basket', '/cart'],
  ['/old/lamp', '/product/[slug]'],
  // Before the dynamic page of the same path.
  ['/product/sale', '/cart'],
  ['/help', '/docs/[[...path]]'],
  ['/help/a/b', '/docs/[[...path]]'],
  ['/anything/else', '/docs/[[...path]]'],
])('behind rewrites %s is %s', (path, template) => {
  const manifest = { ...MANIFEST, basePath: '', i18n: undefined, rewrites: REWRITES };
  expect(new RouteTemplates(manifest).match(path)).toBe(template);
});

it('a rewrite to elsewhere, or to nothing, has no route', () => {
  const rewrites = { ...REWRITES, fallback: [] };
  const routes = new RouteTemplates({ ...MANIFEST, basePath: '', i18n: undefined, rewrites });
  expect(['/blog', '/lost', '/old', '/old/a/b'].map((path) => routes.match(path))).toEqual(
    Array(4).fill('unmatched'),
  );
});

/** An app's folder with a build in it, as the working directory. */
function builtApp(distDir: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-routes-'));
  folders.push(folder);
  mkdirSync(join(folder, distDir), { recursive: true });
  writeFileSync(
    join(folder, distDir, 'routes-manifest.json'),
    JSON.stringify({ ...MANIFEST, basePath: '', i18n: undefined }),
  );
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
}

it('the manifest of the build is read', () => {
  builtApp('.next');
  expect(readRouteTemplates().match('/product/x')).toBe('/product/[slug]');
});

it('another build folder is known from the configuration, also in a standalone server', () => {
  builtApp('build/out');
  expect(readRouteTemplates().match('/cart')).toBe('unmatched');
  vi.stubEnv('__NEXT_PRIVATE_STANDALONE_CONFIG', JSON.stringify({ distDir: './build/out' }));
  expect(readRouteTemplates().match('/cart')).toBe('/cart');
  vi.stubEnv('__NEXT_PRIVATE_STANDALONE_CONFIG', undefined);
  vi.stubEnv('THROUGHLINE_NEXT_DIST_DIR', 'build/out');
  expect(readRouteTemplates().match('/cart')).toBe('/cart');
});
