import type { Browser, Page } from '@playwright/test';
import { longestTasks } from '../../bench/client/longestTasks.mjs';
import { buildNextApp, type ServedApp, serveNextApp } from '../../bench/client/nextApp.mjs';
import { onDeferredPart } from '../smallApp/ColdApp.js';
import { expect, test } from '../stack/test.js';

const VISITS = 5;
/** A long task, as browsers count it. */
const LONG_MILLIS = 50;
/**
 * What the deferred part may take in one piece, of the longest piece of Next.js' own start in the same visit: it takes a
 * tenth, and took a quarter in one task (ADR 0065). In shares it is the same on every machine.
 */
const SHARE = 0.2;

type Coverage = Awaited<ReturnType<Page['coverage']['stopJSCoverage']>>;

/** Milliseconds of processor time, which other programs of the machine do not lengthen. */
type Longest = ReturnType<typeof longestTasks>;

async function visit(
  browser: Browser,
  app: ServedApp,
  before?: (page: Page) => Promise<void>,
): Promise<Longest> {
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await before?.(page);
    await browser.startTracing(page, { categories: ['devtools.timeline'] });
    // The deferred part has taken over, and sent, when something arrives.
    const sent = page.waitForResponse('**/api/telemetry/**');
    const response = await page.goto(app.origin);
    const html = (await response?.text()) ?? '';
    await sent;
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    return longestTasks(traceEvents, html);
  } finally {
    await context.close();
  }
}

for (const composition of ['light', 'standard'] as const) {
  test.describe(`the main thread, ${composition}`, () => {
    let app: ServedApp;

    test.beforeAll(async () => {
      test.setTimeout(180_000);
      const folder = await buildNextApp(`tasks-${composition}`, {
        instrumentation: `import { init } from '@throughline/client';
init({ composition: '${composition}' });
`,
      });
      app = await serveNextApp(folder);
    });
    test.afterAll(() => app.stop());

    test('the deferred part never holds it for long', async ({ browser }) => {
      const visits: Longest[] = [];
      for (let index = 0; index < VISITS; index++) visits.push(await visit(browser, app));
      test.info().annotations.push({ type: 'longest tasks', description: JSON.stringify(visits) });
      // The fastest visit: what else happens only adds.
      const deferred = Math.min(...visits.map((one) => one.deferred));
      expect(deferred).toBeGreaterThan(0);
      expect(deferred).toBeLessThan(LONG_MILLIS);
      expect(deferred / Math.min(...visits.map(({ page }) => page))).toBeLessThan(SHARE);
    });

    test('one that did would be seen', async ({ browser }) => {
      const longest = await visit(browser, app, async (page) => {
        await onDeferredPart(page, app, async (route) => {
          const response = await route.fetch();
          const busy = 'for (const end = performance.now() + 500; performance.now() < end; );';
          await route.fulfill({ response, body: `${busy}\n${await response.text()}` });
        });
      });
      expect(longest.deferred).toBeGreaterThan(LONG_MILLIS);
      expect(longest.deferred / longest.page).toBeGreaterThan(SHARE);
    });
  });
}

for (const bundler of ['turbopack', 'webpack'] as const) {
  test.describe(`what the client compiles, ${bundler}`, () => {
    let app: ServedApp;

    test.beforeAll(async () => {
      test.setTimeout(180_000);
      const folder = await buildNextApp(`compiled-${bundler}`, {
        bundler,
        instrumentation: `import { init } from '@throughline/client';
init();
export { onRouterTransitionStart } from '@throughline/client';
`,
      });
      app = await serveNextApp(folder);
    });
    test.afterAll(() => app.stop());

    test('the early part is in the first scripts and runs when it is needed, not before', async ({
      browser,
    }) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      // A page that never rests.
      await page.addInitScript(() => {
        window.requestIdleCallback = () => 0;
      });
      await page.coverage.startJSCoverage();
      await page.goto(app.origin, { waitUntil: 'load' });
      const atStart = await page.coverage.stopJSCoverage();
      await page.coverage.startJSCoverage();
      await page.evaluate(() => fetch('/api/echo').then((answer) => answer.text()));
      const atNeed = await page.coverage.stopJSCoverage();
      await context.close();
      expect([hasRun(atStart, START), hasRun(atStart, EARLY), hasRun(atNeed, EARLY)]).toEqual([
        true,
        false,
        true,
      ]);
    });
  });
}

/** Only the start knows where an `init` waits for consent, only the early part that a page view is an event. */
const START = 'throughline.pending';
const EARLY = 'browser.navigation';

/** Whether the module has run that has this text in it, in a script of the page. */
function hasRun(scripts: Coverage, text: string): boolean {
  const counts = scripts.flatMap(({ source = '', functions }) => {
    const at = source.indexOf(text);
    const around = functions
      .flatMap(({ ranges }) => ranges.slice(0, 1))
      .filter(({ startOffset, endOffset }) => startOffset <= at && at < endOffset)
      .sort((one, other) => other.endOffset - other.startOffset - (one.endOffset - one.startOffset));
    // The outermost is the script, the next one the module.
    return at < 0 ? [] : [around[1]?.count ?? 0];
  });
  expect(counts, `scripts with '${text}'`).toHaveLength(1);
  return counts[0] !== 0;
}
