import { setTimeout as delay } from 'node:timers/promises';
import { countArrived } from './countArrived.mjs';

/** How a page is left. */
const WAYS = /** @type {const} */ (['link', 'other site', 'close', 'reload']);
const EARLY_MILLIS = 300;
const PER_CONTEXT = 10;

/**
 * Visits the app. Every second visitor leaves within 300 ms of the page's first byte, by a link, to another site, by closing
 * the tab or by reloading; the others stay until all of the client is there, click, and leave at once.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('./visitsApp.mjs').VisitsApp} app
 * @param {{ visits: number, atOnce: number, init?: object, seed?: number }} options `init`: what the client is
 *   started with; `seed`: visits of another one have other names
 * @returns {Promise<Visited>} what the pages recorded, and what of it arrived
 */
export async function makeVisits(browser, app, { visits, atOnce, init = {}, seed = 1 }) {
  const random = randomNumbers(seed);
  const plans = Array.from({ length: visits }, (_, index) => ({
    id: nameOf(seed) + nameOf(index),
    way: WAYS[Math.floor(index / 2) % WAYS.length] ?? 'link',
    leaveAfterMillis: index % 2 ? undefined : random() * EARLY_MILLIS,
  }));
  /** @type {Visited} */
  const sum = { expected: 0, arrived: 0, twice: 0, missing: [], unbegun: 0 };
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let some = plans.splice(0, PER_CONTEXT); some.length > 0; some = plans.splice(0, PER_CONTEXT)) {
        const { expected, arrived, twice, missing, unbegun } = await visitInOneContext(
          browser,
          app,
          some,
          init,
        );
        sum.expected += expected;
        sum.arrived += arrived;
        sum.twice += twice;
        sum.missing.push(...missing);
        sum.unbegun += unbegun;
      }
    }),
  );
  return sum;
}

/**
 * The first visit of a context finds nothing cached.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('./visitsApp.mjs').VisitsApp} app
 * @param {Plan[]} plans
 * @param {object} init
 */
async function visitInOneContext(browser, { origin, otherOrigin, backend }, plans, init) {
  const context = await browser.newContext();
  try {
    // No page of the app, but of its origin. It stays open: what a context has in flight ends with the context.
    const keeper = await context.newPage();
    await keeper.goto(`${origin}/api/echo/keeper`);
    await keeper.evaluate((text) => localStorage.setItem('init', text), JSON.stringify(init));
    const hasBegun = (/** @type {string} */ id) =>
      keeper.evaluate((key) => localStorage.getItem(key) !== null, `load ${id}`);
    /** @type {string[]} */
    const unbegun = [];
    for (const plan of plans) {
      await visit(context, { origin, otherOrigin }, plan, async () => {
        if (!(await hasBegun(plan.id))) unbegun.push(plan.id);
      });
    }
    const noted = await keeper.evaluate(() => Object.entries(localStorage).filter(([key]) => key !== 'init'));
    const due = noted.filter(([key]) => !unbegun.some((id) => key.endsWith(` ${id}`)));
    const count = await countArrived(new Map(due.map(([key, times]) => [key, Number(times)])), backend);
    return { ...count, unbegun: unbegun.length };
  } finally {
    await context.close();
  }
}

/**
 * `unbegun`: tabs that were closed before their page had recorded anything. What a script still does while its tab is
 * going is no visitor's any more, and is not counted.
 *
 * @typedef {import('./countArrived.mjs').Count & { unbegun: number }} Visited
 */
/** @typedef {{ id: string, way: typeof WAYS[number], leaveAfterMillis: number | undefined }} Plan */

/**
 * @param {import('playwright-core').BrowserContext} context
 * @param {{ origin: string, otherOrigin: string }} app
 * @param {Plan} plan
 * @param {() => Promise<void>} beforeClose
 */
async function visit(context, { origin, otherOrigin }, { id, way, leaveAfterMillis }, beforeClose) {
  const page = await context.newPage();
  await page.goto(`${origin}/visit/${id}`, { waitUntil: 'commit' });
  if (leaveAfterMillis === undefined) {
    await page.waitForFunction(
      () => /** @type {any} */ (globalThis)['throughline.client']?.().onNavigation !== undefined,
    );
    await page.getByRole('button').click();
  } else {
    // The very thing that is tested: a visitor who leaves at that moment.
    await delay(leaveAfterMillis);
  }
  if (way === 'reload') {
    await page.reload({ waitUntil: 'commit' });
    await page.getByRole('button').waitFor();
  } else if (way === 'close') {
    await beforeClose();
  } else {
    const away = `${way === 'link' ? origin : otherOrigin}/away`;
    // A tab that is closed while it turns to another page may stay.
    await Promise.all([page.waitForURL(away), page.evaluate(followLink, away)]);
  }
  await page.close({ runBeforeUnload: true });
  if (!page.isClosed()) await page.waitForEvent('close');
}

/** @param {string} href */
function followLink(href) {
  Object.assign(document.createElement('a'), { href }).click();
}

/** Letters only: digits in the name of an action become `#`. @param {number} index */
function nameOf(index) {
  return [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}

/** The same numbers in each run, from 0 to 1 (mulberry32). @param {number} seed */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
