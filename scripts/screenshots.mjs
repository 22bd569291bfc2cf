#!/usr/bin/env node
// `npm run screenshots`: the pictures of shop and viewer in docs/screenshots, from a real run.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './bootstrap/build.mjs';
import { ensureInstalled } from './bootstrap/install.mjs';
import { requireNodeVersion } from './bootstrap/nodeVersion.mjs';
import { step } from './bootstrap/progress.mjs';
import { ROOT } from './bootstrap/run.mjs';
import { startStack } from './stack/startStack.mjs';

requireNodeVersion();
await ensureInstalled();
await ensureBuilt();
const { chromium } = await import('@playwright/test');
const kit = pathToFileURL(join(ROOT, 'packages/playwright/dist/chromium/index.js')).href;
const { findChromium } = await import(kit);
const { visit } = await import('./traffic/visit.mjs');

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const target = join(ROOT, 'docs', 'screenshots');
mkdirSync(target, { recursive: true });
const dataDir = mkdtempSync(join(tmpdir(), 'throughline-screenshots-'));
const free = { value: '0', askedBy: 'npm run screenshots' };
const stack = await startStack({ storePort: free, backendPort: free, dataDir });
const { viewer } = stack.urls;
if (!viewer) throw new Error('The embedded backend, whose viewer is to be seen, was not started.');
const { executablePath, args, env = {} } = await findChromium();
const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
try {
  // Something to see: four visitors, of whom one is declined and one meets an outage.
  await step('Visitors', async () => {
    for (let round = 0; round < 4; round++) {
      const context = await browser.newContext();
      await visit(await context.newPage(), stack.urls.store, round);
      await context.close();
    }
  });
  const { bought, failed } = await step('Waiting for the traces', findPurchases);
  const pages = {
    'viewer-list': viewer,
    'viewer-trace': `${viewer}/trace/${bought}`,
    'viewer-trace-failed': `${viewer}/trace/${failed}`,
    'shop-home': stack.urls.store,
    'shop-product': `${stack.urls.store}/product/chanterelle-lamp`,
    'shop-break': `${stack.urls.store}/break`,
  };
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const context = await browser.newContext({ viewport, colorScheme, deviceScaleFactor: 1 });
      const page = await context.newPage();
      for (const [name, url] of Object.entries(pages)) {
        await page.goto(url);
        await page.waitForLoadState(name.startsWith('shop') ? 'networkidle' : 'load');
        if (name === 'viewer-list') await page.locator('a[href^="/trace/"]').first().waitFor();
        if (name.startsWith('viewer-trace')) {
          await page.getByRole('treeitem').first().waitFor();
          if (size === 'wide') {
            await page
              .getByRole('treeitem', { name: /payments: POST/ })
              .first()
              .click();
            await page.getByRole('treeitem').first().scrollIntoViewIfNeeded();
            await page.mouse.move(0, 0);
          }
        }
        await page.screenshot({ path: join(target, `${name}-${size}-${colorScheme}.png`) });
      }
      await context.close();
      process.stderr.write(`  ${size}, ${colorScheme}\n`);
    }
  }
} finally {
  await browser.close();
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Trace ids of a purchase that went well and of one that met the outage, once both are whole. */
async function findPurchases() {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; ) {
    const response = await fetch(`${viewer}/api/viewer/v1/traces?q=Buy&limit=50`);
    /** @type {{ traces: { traceId: string, errorCount: number, services: { name: string }[] }[] }} */
    const { traces } = await response.json();
    const whole = traces.filter(({ services }) => services.length === 3);
    // The first visitors paid; the declined card after them is no error either.
    const bought = whole.findLast((trace) => trace.errorCount === 0)?.traceId;
    const failed = whole.find((trace) => trace.errorCount > 0)?.traceId;
    if (bought && failed) return { bought, failed };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('No whole trace of a purchase that went well and of one that failed came within 30 s.');
}
