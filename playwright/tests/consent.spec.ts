import type { Page } from '@playwright/test';
import { CARD } from '../stack/Shop.js';
import { expect, test } from '../stack/test.js';

const isTelemetry = (url: string) => new URL(url).pathname.startsWith('/api/telemetry/');

test('telemetry that is switched off sends nothing any more, on no page; switched on it sends again', async ({
  shop,
  page,
  telemetry,
}) => {
  const sent = page.waitForRequest((request) => isTelemetry(request.url()));
  await shop.open();
  // The first click was traced without being asked for.
  await sent;
  const control = page.getByRole('switch', { name: 'Telemetry' });
  await expect(control).toBeChecked();

  await control.click();
  await expect(control).not.toBeChecked();
  const afterwards = { telemetry: 0, traced: 0 };
  page.on('request', (request) => {
    if (isTelemetry(request.url())) afterwards.telemetry += 1;
    else if ('traceparent' in request.headers()) afterwards.traced += 1;
  });
  await page.locator('main a[href^="/product/"]').first().click();
  await shop.addToCart();
  await expect(control).not.toBeChecked();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  // What a page that is left would send comes now.
  await page.goto('about:blank');
  await page.goto('/break');
  // The server does not know the choice: once the switch shows it, the page can be clicked.
  await expect(control).not.toBeChecked();
  expect(afterwards).toEqual({ telemetry: 0, traced: 0 });

  await control.click();
  await expect(control).toBeChecked();
  const traceId = await writeLines(page);
  const lines = await telemetry.logs(traceId, (found) => found.length > 0);
  expect(lines.map(({ fields }) => fields.msg)).toContain('a visitor says hello');
});

test('a browser that asks not to be tracked is not, until its visitor says so', async ({ shop, page }) => {
  await page.addInitScript(() => Object.assign(navigator, { globalPrivacyControl: true }));
  let sent = 0;
  page.on('request', (request) => {
    if (isTelemetry(request.url())) sent += 1;
  });
  await shop.open();
  const control = page.getByRole('switch', { name: 'Telemetry' });
  await expect(control).not.toBeChecked();
  await page.goto('about:blank');
  expect(sent).toBe(0);

  await page.goto('/');
  await expect(control).not.toBeChecked();
  const begins = page.waitForRequest((request) => isTelemetry(request.url()));
  await control.click();
  await begins;
  await expect(control).toBeChecked();
});

test('who has bought is known by the order, from there on', async ({ shop, page, telemetry }) => {
  const since = Date.now();
  await shop.fillCart(3);
  await shop.buy(CARD.good);
  await expect(page).toHaveURL(/\/order\//);
  const orderId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.goto('about:blank');
  await telemetry.findTrace(
    { service: 'store-browser', lookbackMillis: Date.now() - since + 5_000, limit: 50 },
    (found) =>
      found.spans.some(
        // Left before it has settled, its name is the path.
        ({ name, tags }) => name.startsWith('navigation /order/') && tags['enduser.pseudo.id'] === orderId,
      ),
  );
});

/** The button of the page that writes two lines. Gives the trace that they are on. */
async function writeLines(page: Page): Promise<string> {
  const relayed = page.waitForRequest(
    (request) => isTelemetry(request.url()) && !!request.postData()?.includes('a visitor says hello'),
  );
  await page.getByRole('button', { name: 'Write two lines' }).click();
  const body = JSON.parse((await relayed).postData() ?? '{}') as {
    resourceLogs: { scopeLogs: { logRecords: { traceId?: string; body?: { stringValue?: string } }[] }[] }[];
  };
  const records = body.resourceLogs.flatMap(({ scopeLogs }) =>
    scopeLogs.flatMap(({ logRecords }) => logRecords),
  );
  const hello = records.find((record) => record.body?.stringValue === 'a visitor says hello');
  if (!hello?.traceId) throw new Error(`No line with a trace id in ${JSON.stringify(records)}`);
  return hello.traceId;
}
