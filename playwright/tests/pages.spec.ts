import { expect, test } from '../stack/test.js';

/** What each kind of page is for here: the trace has to be right whether a server renders it or a cache answers. */
const PAGES = [
  { kind: 'static', path: '/', cacheControl: 's-maxage=31536000' },
  { kind: 'ISR', path: '/category/plants', cacheControl: /^s-maxage=60, stale-while-revalidate=/ },
  { kind: 'dynamic', path: '/product/morning-mug', cacheControl: /no-store/ },
] as const;

for (const { kind, path, cacheControl } of PAGES) {
  test(`${path} is ${kind}`, async ({ page }) => {
    const response = await page.goto(path);
    expect(response?.status()).toBe(200);
    expect(response?.headers()['cache-control']).toMatch(cacheControl);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });
}

test('"Open the golden mug" is a 404 of the route, and no error of the shop', async ({
  shop,
  page,
  telemetry,
}) => {
  await shop.open('/break');
  const since = Date.now();
  const answered = page.waitForResponse((response) => response.url().endsWith('/product/golden-mug'));
  await page.getByRole('link', { name: 'Open the golden mug' }).click();
  expect((await answered).status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Nothing on this shelf' })).toBeVisible();
  const trace = await telemetry.findTrace(
    { service: 'store', lookbackMillis: Date.now() - since + 5_000, limit: 50 },
    (found) => found.spans.some((span) => span.tags['http.response.status_code'] === 404),
  );
  expect(trace).toHaveSpanTree({
    service: 'store',
    kind: 'server',
    name: 'GET /product/[slug]',
    error: false,
    attributes: { 'http.response.status_code': 404 },
  });
});
