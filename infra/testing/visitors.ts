import { type Browser, chromium, type Page } from '@playwright/test';
import { findChromium } from '@throughline/playwright/chromium';
import { visit } from '../../scripts/traffic/visit.mjs';

/** One visitor after the other, in a real browser. */
export interface Visitors {
  readonly browser: Browser;
  /** What went wrong with visitors, if anything. */
  readonly failures: string[];
  stop(): Promise<void>;
}

/** A request that asks not to be traced: it is counted, and its spans are left out on purpose. */
const UNSAMPLED = { traceparent: '00-5e1f0000000000000000000000000001-5e1f000000000001-00' };

/** Sends visitors into a shop, who look around and buy, until they are stopped. */
export async function sendVisitors(store: string): Promise<Visitors> {
  const { executablePath, args, env = {} } = await findChromium();
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  const failures: string[] = [];
  let isStopping = false;
  const walk = async () => {
    for (let round = 0; !isStopping; round++) {
      await fetch(`${store}/api/search?q=lamp`, { headers: UNSAMPLED }).then((answer) => answer.text());
      try {
        await onPage(browser, (page) => visit(page, store, round));
      } catch (error) {
        if (!isStopping) failures.push(String(error));
      }
    }
  };
  const walking = walk();
  return {
    browser,
    failures,
    async stop() {
      isStopping = true;
      await browser.close();
      await walking;
    },
  };
}

/** Opens a page as a visitor of its own, and closes it. */
export async function onPage(browser: Browser, use: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    await use(await context.newPage());
  } finally {
    await context.close().catch(() => undefined);
  }
}
