// From the click on "Buy" to the row in the viewer's live list, in a real browser, on the production build.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../../packages/playwright/dist/chromium/index.js';
import { startStack } from '../../scripts/stack/startStack.mjs';
import { percentile, report, round } from '../measure.mjs';

const PURCHASES = Number(process.env.PURCHASES ?? 40);

const dataDir = mkdtempSync(join(tmpdir(), 'throughline-visible-'));
const free = { value: '0', askedBy: 'this benchmark' };
const stack = await startStack({ storePort: free, backendPort: free, dataDir });
const { executablePath, args, env = {} } = await findChromium();
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
try {
  const viewport = { width: 1280, height: 900 };
  const viewer = await (await browser.newContext({ viewport })).newPage();
  await viewer.goto(String(stack.urls.viewer));

  const rowMillis = [];
  const wholeMillis = [];
  for (let purchase = 0; purchase < PURCHASES; purchase++) {
    // A visitor each: in a used context Chromium revalidates prefetched pages for so long that it is never idle.
    const context = await browser.newContext({ viewport });
    const shop = await context.newPage();
    await shop.goto(stack.urls.store, { waitUntil: 'networkidle' });
    // One after the other: a product has only so many pieces.
    const products = shop.locator('main a[href^="/product/"]');
    await products.nth(purchase % (await products.count())).click();
    const added = shop.waitForResponse((response) => 'next-action' in response.request().headers());
    await shop.getByRole('button', { name: 'Add to cart' }).click();
    await added;
    await shop.getByRole('link', { name: /^cart/i }).first().click();
    await shop.getByRole('link', { name: /checkout/i }).click();
    await shop.getByLabel('Card number').fill('4242 4242 4242 4242');
    const sent = shop.waitForRequest((request) => request.url().endsWith('/api/checkout'));
    const clicked = performance.now();
    await shop.getByRole('button', { name: /^buy/i }).click();
    const traceId = (await sent).headers().traceparent?.split('-')[1];
    if (!traceId) throw new Error('the checkout was sent without a traceparent');
    const row = viewer.locator(`a[href^="/trace/${traceId}"]`);
    await row.waitFor();
    rowMillis.push(performance.now() - clicked);
    // Whole: the browser's own spans have arrived too.
    await row.filter({ hasText: 'store-browser' }).filter({ hasText: 'payments' }).waitFor();
    wholeMillis.push(performance.now() - clicked);
    await context.close();
  }
  report(import.meta.url, 'node bench/visible/run.mjs', [
    figure('click to row in the viewer, p50', percentile(rowMillis, 0.5)),
    figure('click to row in the viewer, p95', percentile(rowMillis, 0.95)),
    figure('click to whole trace (browser, shop, payments), p50', percentile(wholeMillis, 0.5)),
    figure('click to whole trace (browser, shop, payments), p95', percentile(wholeMillis, 0.95)),
  ]);
} finally {
  await browser.close();
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** @param {string} name @param {number} millis @returns {import('../measure.mjs').Figure} */
function figure(name, millis) {
  return { name, value: round(millis, 0), unit: 'ms', goal: 2000, op: '<=' };
}
