import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { findFirefox } from '../stack/findFirefox.js';
import { CARD } from '../stack/Shop.js';
import { expect, test } from '../stack/test.js';

// Playwright drives a Firefox of its own build only; Puppeteer drives any, by WebDriver BiDi.
let browser: Browser | undefined;
let missing = '';

test.beforeAll(async () => {
  // Where CI downloads it.
  test.setTimeout(300_000);
  const firefox = await findFirefox();
  if (typeof firefox === 'string') {
    missing = `no Firefox: ${firefox}`;
    console.log(`firefox.spec.ts is skipped: ${missing}`);
    return;
  }
  browser = await puppeteer.launch({ browser: 'firefox', headless: true, ...firefox });
});
test.afterAll(() => browser?.close());

test('Firefox: a visit with a purchase is one trace to payments, with its lines and vitals', async ({
  urls,
  telemetry,
}) => {
  test.skip(!browser, missing);
  test.setTimeout(120_000);
  const vitals = ['fcp_seconds', 'ttfb_seconds', 'lcp_seconds'];
  const count = async (vital: string) => {
    const samples = await telemetry.metrics.query(
      `web_vitals_${vital}_count{http_route="/",device_class="desktop"}`,
    );
    return samples.reduce((sum, { value }) => sum + value, 0);
  };
  const before = await Promise.all(vitals.map(count));

  const page = await (browser as Browser).newPage();
  await page.setViewport({ width: 1280, height: 800 });
  const traceId = await buyInFirefox(page, urls.store);
  // Left like a visitor does: what is hidden is final.
  await page.goto('about:blank');

  const trace = await telemetry.traceWith(traceId, {
    service: 'store-browser',
    name: 'Buy',
    children: [
      {
        service: 'store-browser',
        name: 'POST /api/checkout',
        kind: 'client',
        attributes: { 'http.response.status_code': 201 },
        children: [
          {
            service: 'store',
            name: 'POST /api/checkout',
            kind: 'server',
            descendants: [{ service: 'payments', kind: 'server', name: 'POST /charge' }],
          },
        ],
      },
    ],
  });
  expect(trace.roots).toHaveLength(1);
  expect(trace.roots[0]?.processTags['user_agent.name']).toBe('Firefox');
  const lines = await telemetry.logs(traceId, (found) =>
    ['buy clicked', 'order placed'].every((text) => found.some(({ fields }) => fields.msg === text)),
  );
  expect(lines.filter(({ labels }) => labels.source === 'browser').map(({ fields }) => fields.msg)).toEqual(
    expect.arrayContaining(['buy clicked', 'order placed']),
  );
  for (const [index, vital] of vitals.entries()) {
    await telemetry.waitFor(`${vital} of Firefox`, async () => {
      const now = await count(vital);
      return now > (before[index] ?? 0) ? { found: now } : { seen: `${before[index]} before, ${now} now` };
    });
  }
});

/** From the home page to the order, by links and buttons. Gives the trace id of the checkout's request. */
async function buyInFirefox(page: Page, store: string): Promise<string> {
  const relayed = page.waitForRequest((request) => request.url().includes('/api/telemetry/'));
  await page.goto(store);
  // The deferred part is there, so the page is hydrated too.
  await relayed;
  await page.locator('main a[href^="/product/"]').click();
  const added = page.waitForResponse((response) => 'next-action' in response.request().headers());
  await page.locator('aria/Add to cart[role="button"]').click();
  await added;
  await page.locator('header a[href="/cart"]').click();
  await page.locator('a[href="/checkout"]').click();
  await page.locator('input[name="card"]').fill(CARD.good);
  const sent = page.waitForRequest((request) => request.url().endsWith('/api/checkout'));
  await page.locator('form button[type="submit"]').click();
  const traceId = (await sent).headers().traceparent?.split('-')[1];
  if (!traceId) throw new Error('The checkout was sent without a traceparent.');
  await page.waitForFunction(() => location.pathname.startsWith('/order/'));
  return traceId;
}
