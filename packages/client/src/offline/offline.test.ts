import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useTestPage } from '../testing/testPage.js';

const kit = useTestPage();
const OFFLINE = { offline: true, capture: { documentLoad: false, webVitals: false, longFrames: false } };
const SIX_DAYS_MILLIS = 6 * 24 * 3_600_000;
const context = (): BrowserContext => kit.page.context();
const messages = () => kit.site.logs.map((log) => log.message).sort();

/** What the browser's storage holds, the oldest first. Opens no database that is not there. */
function kept(page: Page): Promise<string[] | undefined> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'throughline')) return undefined;
    return new Promise<string[] | undefined>((resolve) => {
      const opening = indexedDB.open('throughline');
      // Deleted meanwhile: it must not be made anew.
      opening.onupgradeneeded = () => opening.transaction?.abort();
      opening.onerror = () => resolve(undefined);
      opening.onsuccess = () => {
        const db = opening.result;
        const reading = db.transaction('batches').objectStore('batches').getAll();
        reading.onsuccess = () => {
          db.close();
          resolve(reading.result.map((batch) => JSON.stringify(batch)));
        };
      };
    });
  });
}

async function untilKept(page: Page, batches: number): Promise<void> {
  await expect.poll(async () => (await kept(page))?.length, { timeout: 15_000 }).toBe(batches);
}

async function log(page: Page, ...texts: string[]): Promise<void> {
  await page.evaluate((all) => {
    for (const text of all) window.throughline.log.info(text);
  }, texts);
}

/** A page of the site without the client. */
async function plainPage(): Promise<Page> {
  const page = await context().newPage();
  await page.goto(`${kit.site.origin}/api/echo`);
  return page;
}

test('what was recorded offline is delivered at the next visit, with its own time', async () => {
  await kit.open(OFFLINE);
  await untilKept(kit.page, 0);
  const watcher = await plainPage();
  await context().setOffline(true);
  const loggedAt = Date.now();
  await log(kit.page, 'offline');
  await untilKept(kit.page, 1);
  // Not sent by the time the visitor leaves: what waits is kept as well.
  await log(kit.page, 'as I left');
  await kit.page.close({ runBeforeUnload: true });
  await untilKept(watcher, 2);
  expect(messages()).toEqual([]);

  await context().setOffline(false);
  const next = await context().newPage();
  await next.goto(`${kit.site.origin}/?init=${JSON.stringify(OFFLINE)}`);
  await kit.site.until(() => messages().length === 2);
  await untilKept(watcher, 0);
  expect(messages()).toEqual(['as I left', 'offline']);
  const [first] = kit.site.logs;
  const millis = Number(BigInt(first?.timeUnixNano ?? 0) / 1_000_000n);
  expect(Math.abs(millis - loggedAt)).toBeLessThan(2000);
  // With books of its own.
  expect(first?.resource['throughline.client.captured']).toBe(1);
});

test('a page that is online again delivers itself, and its own books say what was kept', async () => {
  await kit.open(OFFLINE);
  await untilKept(kit.page, 0);
  await context().setOffline(true);
  await log(kit.page, 'one', 'two');
  await untilKept(kit.page, 1);
  await context().setOffline(false);
  await kit.site.until(() => messages().length === 2);
  await untilKept(kit.page, 0);
  await log(kit.page, 'three');
  await kit.site.until(() => messages().includes('three'));
  expect(kit.site.logs.at(-1)?.resource).toMatchObject({
    'throughline.client.captured': 3,
    'throughline.client.dropped.kept_offline': 2,
  });
});

test('a relay that cannot be reached is tried again from there', async () => {
  await kit.open(OFFLINE);
  await untilKept(kit.page, 0);
  kit.site.relay = 'cut';
  await log(kit.page, 'patient');
  await untilKept(kit.page, 1);
  kit.site.relay = 'up';
  await kit.site.until(() => messages().includes('patient'));
  await untilKept(kit.page, 0);
  expect(messages()).toEqual(['patient']);
});

test('of several tabs one delivers', async () => {
  await kit.open(OFFLINE);
  await untilKept(kit.page, 0);
  const tabs = [kit.page];
  for (let i = 0; i < 3; i += 1) {
    const tab = await context().newPage();
    await tab.goto(kit.page.url());
    await tab.waitForFunction(() => document.readyState === 'complete');
    tabs.push(tab);
  }
  await context().setOffline(true);
  for (let round = 0; round < 5; round += 1) {
    await log(kit.page, `line ${round}`);
    await untilKept(kit.page, round + 1);
  }
  await context().setOffline(false);
  await untilKept(kit.page, 0);
  await kit.site.until(() => messages().length >= 5);
  expect(messages()).toEqual([0, 1, 2, 3, 4].map((round) => `line ${round}`));
});

test('there is a bound, the oldest go first, and they are counted', async () => {
  await kit.open({ ...OFFLINE, maxBatchAgeMillis: 0 });
  await untilKept(kit.page, 0);
  await context().setOffline(true);
  for (let last = 49; last < 400; last += 50) {
    await kit.page.evaluate((to) => {
      for (let n = to - 49; n <= to; n += 1) window.throughline.log.info(`number ${n} ${'x'.repeat(3500)}`);
    }, last);
    // Memory has a bound too.
    await expect
      .poll(async () => String(await kept(kit.page)), { timeout: 15_000 })
      .toContain(`number ${last} `);
  }
  await context().setOffline(false);
  await untilKept(kit.page, 0);
  await log(kit.page, 'afterwards');
  await kit.site.until(() => messages().includes('afterwards'));
  const bytes = kit.site.relayBytes.reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeLessThan(1_250_000);
  const numbers = kit.site.logs
    .map((line) => Number(/^number (\d+)/.exec(line.message)?.[1]))
    .filter(Number.isInteger);
  expect(numbers).not.toContain(0);
  expect(numbers).toContain(399);
  const lost = kit.site.logs.find((line) => line.message === 'afterwards')?.resource ?? {};
  expect(lost['throughline.client.dropped.offline_full']).toBe(400 - numbers.length);
});

test('what has waited for longer than six days is given up, and counted', async () => {
  await kit.open(OFFLINE);
  await untilKept(kit.page, 0);
  await context().setOffline(true);
  const batches = ['too old', 'old enough'];
  for (const [index, text] of batches.entries()) {
    await log(kit.page, text);
    await untilKept(kit.page, index + 1);
  }
  await kit.page.goto('about:blank');
  await context().setOffline(false);
  // As a visitor who comes back after six days, one of whose batches is an hour older than the other.
  const watcher = await plainPage();
  await watcher.evaluate(
    (ages) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('throughline');
        opening.onsuccess = () => {
          const db = opening.result;
          const changing = db.transaction('batches', 'readwrite');
          const walking = changing.objectStore('batches').openCursor();
          walking.onsuccess = () => {
            const cursor = walking.result;
            if (!cursor) return;
            const age = ages.shift() ?? 0;
            cursor.update({ ...cursor.value, keptAt: Date.now() - age });
            cursor.continue();
          };
          changing.oncomplete = () => {
            db.close();
            resolve();
          };
        };
      }),
    [SIX_DAYS_MILLIS + 60_000, SIX_DAYS_MILLIS - 3_600_000],
  );
  const next = await context().newPage();
  await next.goto(`${kit.site.origin}/?init=${JSON.stringify({ ...OFFLINE, maxBatchAgeMillis: 50 })}`);
  await untilKept(next, 0);
  await kit.site.until(() => messages().includes('old enough'));
  await log(next, 'afterwards');
  await kit.site.until(() => messages().includes('afterwards'));
  expect(messages()).toEqual(['afterwards', 'old enough']);
  const books = kit.site.logs.find((line) => line.message === 'afterwards')?.resource ?? {};
  expect(books['throughline.client.dropped.offline_expired']).toBe(1);
});

test('withdrawn consent deletes what is kept, in a page that has not even started too', async () => {
  await kit.open(OFFLINE);
  await untilKept(kit.page, 0);
  await context().setOffline(true);
  await log(kit.page, 'private');
  await untilKept(kit.page, 1);
  await kit.page.evaluate(() => window.throughline.setConsent(false));
  await expect.poll(() => kept(kit.page)).toBeUndefined();
  await context().setOffline(false);

  await kit.open(OFFLINE);
  await untilKept(kit.page, 0);
  await context().setOffline(true);
  await log(kit.page, 'private too');
  await untilKept(kit.page, 1);
  // So that it is still there when the next page asks for consent.
  kit.site.relay = { status: 503, retryAfter: '300' };
  await context().setOffline(false);
  await kit.page.goto(`${kit.site.origin}/?init=${JSON.stringify({ ...OFFLINE, consent: false })}`);
  expect(await kept(kit.page)).toHaveLength(1);
  await kit.page.evaluate(() => window.throughline.setConsent(false));
  await expect.poll(() => kept(kit.page)).toBeUndefined();
});

test('a browser that refuses storage keeps records in memory, with one debug line', async () => {
  const lines: string[] = [];
  kit.page.on('console', (line) => lines.push(`${line.type()} ${line.text()}`));
  await kit.page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      value: {
        open() {
          throw new DOMException('refused', 'SecurityError');
        },
      },
    });
  });
  await kit.open(OFFLINE);
  await expect
    .poll(() => lines.filter((line) => line.includes('[throughline]')))
    .toEqual(['debug [throughline] offline: no storage; telemetry waits in memory.']);
  await context().setOffline(true);
  const failed = kit.page.waitForEvent('requestfailed');
  await log(kit.page, 'in memory');
  await failed;
  await context().setOffline(false);
  await kit.site.until(() => messages().includes('in memory'));
});

test('without the option nothing is stored', async () => {
  await kit.open({ capture: { documentLoad: false } });
  kit.site.relay = 'cut';
  await log(kit.page, 'waits');
  await kit.site.until(() => kit.site.relayBytes.length > 1);
  expect(await kit.page.evaluate(() => indexedDB.databases())).toEqual([]);
});
