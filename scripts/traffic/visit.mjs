/** Who buys what: rounds differ, so that the list of traces has something to tell. */
const CARDS = ['4242 4242 4242 4242', '4242 4242 4242 4242', '4000 0000 0000 0002', '4000 0000 0000 0119'];
const SEARCHES = ['lamp', 'chair', 'plant', 'cup', 'bag'];

/**
 * One visit to the shop, as a person would do it: look around, search, put something into the cart, buy.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} storeUrl
 * @param {number} round Chooses the product, the search and the card.
 */
export async function visit(page, storeUrl, round) {
  page.setDefaultTimeout(30_000);
  await page.goto(storeUrl, { waitUntil: 'networkidle' });

  const search = page.getByRole('combobox', { name: 'Search products' });
  await Promise.all([
    page.waitForResponse((response) => response.url().includes('/api/search')),
    search.pressSequentially(SEARCHES[round % SEARCHES.length] ?? 'lamp', { delay: 60 }),
  ]);
  await page.keyboard.press('Escape');

  const products = page.locator('main a[href^="/product/"]');
  await products.nth(round % (await products.count())).click();
  await Promise.all([
    page.waitForResponse((response) => 'next-action' in response.request().headers()),
    page.getByRole('button', { name: 'Add to cart' }).click(),
  ]);
  await page.getByRole('link', { name: /^cart/i }).first().click();
  await page.getByRole('link', { name: /checkout/i }).click();

  await page.getByLabel('Card number').fill(CARDS[round % CARDS.length] ?? '4242 4242 4242 4242');
  // Who leaves before the answer has a trace that says so: a purchase that was broken off.
  await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/api/checkout')),
    page.getByRole('button', { name: /^buy/i }).click(),
  ]);
  await page
    .getByText(/thank you|card was declined|do not answer/i)
    .first()
    .waitFor();
  await page.waitForLoadState('networkidle');
  // A browser that is closed by a program sends nothing any more; one that leaves the page sends what it holds.
  await page.goto('about:blank');
}
