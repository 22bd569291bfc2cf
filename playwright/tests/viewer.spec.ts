import { CARD } from '../stack/Shop.js';
import { expect, test, traceIdOf } from '../stack/test.js';

test('a person buys, finds the trace at the top of the viewer and reads it', async ({
  shop,
  telemetry,
  viewerUrl,
  context,
}) => {
  const viewer = await context.newPage();
  const problems: string[] = [];
  viewer.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  viewer.on('pageerror', (error) => problems.push(error.message));
  await viewer.goto(viewerUrl);
  await expect(viewer.getByRole('region', { name: 'Traces' })).toBeVisible();

  await shop.fillCart();
  const traceId = traceIdOf(await shop.buy(CARD.outage));
  // No reload: the list is live.
  const row = viewer.locator(`a[href^="/trace/${traceId}"]`);
  await expect(row).toBeVisible();
  await expect(row).toContainText('Buy');
  await expect(row).toContainText('payments');
  await telemetry.exemplars(traceId);

  await row.click();
  await expect(viewer.getByRole('heading', { level: 1 })).toContainText(/Buy.*took.*3 services.*error/);
  const tree = viewer.getByRole('tree');
  await expect(tree.getByRole('treeitem', { name: /store-browser: Buy/ })).toBeVisible();
  await expect(tree.getByRole('treeitem', { name: /payments: POST \/charge/ })).toBeVisible();
  await expect(tree.getByRole('treeitem', { name: /INSERT|UPDATE/ }).first()).toBeVisible();

  await viewer.getByRole('button', { name: /^logs/i }).click();
  await expect(viewer.getByText(/outage|unavailable/i).first()).toBeVisible();

  await tree
    .getByRole('treeitem', { name: /store: POST \/api\/checkout/ })
    .first()
    .click();
  await expect(viewer.getByText('http.route').first()).toBeVisible();
  await expect(viewer.getByText(/http_server_request_duration_seconds/).first()).toBeVisible();

  // The address holds the state: the same page comes back.
  const address = viewer.url();
  await viewer.goto('about:blank');
  await viewer.goto(address);
  await expect(viewer.getByText('http.route').first()).toBeVisible();
  expect(problems).toEqual([]);
});

test('the list is filtered by what the address says, and by the keyboard', async ({
  page,
  shop,
  viewerUrl,
}) => {
  await shop.open('/break');
  const answered = page.waitForResponse((response) => response.url().includes('/api/break/throw'));
  await page.getByRole('button', { name: 'Call the handler' }).click();
  const failed = traceIdOf(await answered);

  await page.goto(`${viewerUrl}/?errors=1`);
  await expect(page.locator(`a[href^="/trace/${failed}"]`)).toBeVisible();
  const failedCells = page.locator('a[href^="/trace/"] .cell-status');
  for (const failedCell of await failedCells.all())
    await expect(failedCell).toHaveAttribute('data-failed', 'true');

  await page.goto(`${viewerUrl}/?q=${failed}`);
  await expect(page.locator('a[href^="/trace/"]')).toHaveCount(1);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/trace/${failed}`));
  // The first Escape closes the panel, which opened on the failed span; the second goes back to the list.
  const panel = page.getByRole('complementary', { name: 'Selected span' });
  await expect(panel).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(new RegExp(`q=${failed}`));
});

for (const [title, control, found] of [
  ['A slow product', 'Open the slow product', /product/],
  ['A handler that throws', 'Call the handler', /Call the handler that throws/],
  ['A component that throws', 'Render a broken component', /Render a broken component/],
  ['An unhandled rejection', 'Reject a promise', /Reject a promise/],
  ['An uncaught error', 'Throw in a click', /Throw in a click/],
  ['Lines from the browser', 'Write two lines', /Write two lines/],
  ['A page that is not there', 'Open the golden mug', /product/],
] as const) {
  test(`/break, "${title}": "See it in the viewer" shows the trace of it`, async ({ page, shop }) => {
    await shop.open('/break');
    const card = page.getByRole('region', { name: title, exact: true });
    const link = await card.getByRole('link', { name: 'See it in the viewer' }).getAttribute('href');
    await card.getByText(control, { exact: true }).click();
    await page.waitForLoadState('networkidle');
    await page.goto(link ?? '');
    await expect(page.locator('a[href^="/trace/"]').first()).toContainText(found);
  });
}
