import { test as base } from '@throughline/playwright';
import type { Urls } from './runStack.js';
import { Shop } from './Shop.js';

/** The kit's `test`, pointed at the stack that `globalSetup` started, with the shop as a page object. */
export const test = base.extend<{ urls: Urls; shop: Shop }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern.
  urls: async ({}, use) => {
    const json = process.env.THROUGHLINE_E2E_URLS;
    if (!json)
      throw new Error('No stack is running: start the specs with "npx playwright test" in playwright/.');
    await use(JSON.parse(json) as Urls);
  },
  baseURL: ({ urls }, use) => use(urls.store),
  telemetryUrls: ({ urls }, use) => use({ jaeger: urls.jaeger, loki: urls.loki, metrics: urls.metrics }),
  shop: ({ page }, use) => use(new Shop(page)),
});

export { expect, type Trace, traceIdOf } from '@throughline/playwright';
