// biome-ignore-all lint/performance/useDomNodeTextContent: a reader sees the rendered text, not all of the page's
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { hostileTrace } from '../fixtures/hostileTrace.js';
import { largeTrace } from '../fixtures/largeTrace.js';
import { launchChromium } from '../fixtures/launchChromium.js';
import { openPage, type WatchedPage } from '../fixtures/openPage.js';
import { smallTrace } from '../fixtures/smallTrace.js';
import { type FixtureServer, startFixtureServer } from '../fixtures/startFixtureServer.js';

const id = (n: number) => n.toString(16).padStart(32, '0');
const HOUR = 3_600_000;

describe('the trace page', { timeout: 30_000 }, () => {
  let browser: Browser;
  let server: FixtureServer;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), startFixtureServer()]);
    const start = Date.now() - HOUR;
    server.add(checkoutTrace(id(60), start));
    server.add(checkoutTrace(id(61), start, { skewMs: -300 }));
    server.add(largeTrace(id(3000), start, 3_000));
    server.add(largeTrace(id(50_000), start, 50_000));
    server.add(hostileTrace(id(666), start));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    await watched?.close();
    watched = await openPage(browser);
    page = watched.page;
  });

  const open = async (trace: number, query = '') => {
    await page.goto(`${server.url}/trace/${id(trace)}${query}`);
    await page.locator('.span-row').first().waitFor();
  };
  const panel = () => page.getByRole('complementary', { name: 'Selected span' });
  const row = (name: RegExp) => page.getByRole('treeitem', { name });

  test('says in a sentence what happened and opens on what failed', async () => {
    await open(60);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Buy: POST /api/checkout took 412 ms, 3 services, 1 error in payments.charge',
    );
    const text = await panel().innerText();
    for (const word of [
      'payments.charge',
      'CardDeclinedError',
      'Caused by Error: issuer answered 51',
      'issuer is slow',
      '42.5',
    ]) {
      expect(text).toContain(word);
    }
    expect(await page.getByRole('link', { name: 'JSON' }).getAttribute('href')).toBe(`/api/traces/${id(60)}`);
    expect(watched.faults).toEqual([]);
  });

  test('shows the metric that names the request, and the way to the server', async () => {
    await open(60);
    await row(/^store: POST \/api\/checkout/).click();
    const server = await panel().innerText();
    expect(server).toContain('http_server_request_duration_seconds_bucket');
    expect(server).toContain('352 ms');
    await row(/^store-browser: POST \/api\/checkout/).click();
    expect(await panel().innerText()).toContain('25 ms until store began, 21 ms after it ended');
  });

  test('puts log lines between the spans, and keeps it in the address', async () => {
    await open(60);
    await page.keyboard.press('l');
    await page.waitForURL(/logs=1/);
    await page.reload();
    await row(/buy clicked/).waitFor();
    const names = await page
      .getByRole('treeitem')
      .evaluateAll((items) => items.map((item) => item.ariaLabel ?? ''));
    const at = names.findIndex((name) => name.includes('buy clicked'));
    expect(names[at - 1]).toContain('Buy');
    expect(names[at + 1]).toContain('POST /api/checkout');
    expect(watched.faults).toEqual([]);
  });

  test('selection, fold and zoom are in the address and come back with it', async () => {
    await open(60);
    await row(/^store: reserve stock/).click();
    await page.waitForURL(/span=/);
    await page.getByRole('tree').focus();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/toggled=/);
    await row(/^store: UPDATE/)
      .first()
      .waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Zoom to span' }).click();
    await page.waitForURL(/zoom=/);
    await page.reload();
    await page.getByRole('button', { name: /of 412 ms shown/ }).waitFor();
    expect(await row(/^store: reserve stock/).getAttribute('aria-expanded')).toBe('false');
    expect(await row(/^store: reserve stock/).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('0');
    await page.waitForURL((url) => !url.search.includes('zoom'));
  });

  test('zooms by a drag over the overview', async () => {
    await open(60);
    const box = await page.locator('.overview-plot').boundingBox();
    if (!box) throw new Error('the overview is not drawn');
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: '103 ms of 412 ms shown' }).waitFor();
  });

  test('walks the tree from the keyboard and closes before it leaves', async () => {
    await page.goto(server.url);
    await page.locator('.trace-row').filter({ hasText: 'Buy' }).first().click();
    await page.locator('.span-row').first().waitFor();
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await panel().waitFor();
    const tree = page.getByRole('tree', { name: 'Spans' });
    const active = await tree.getAttribute('aria-activedescendant');
    expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
    expect(await page.locator(`[id="${active}"]`).getAttribute('aria-level')).toBe('2');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForURL(`${server.url}/`);
  });

  test('finds spans', async () => {
    await open(60);
    await page.keyboard.press('/');
    await page.keyboard.type('insert into');
    await page.getByText('1 match', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    await panel().getByRole('heading', { name: 'INSERT INTO orders' }).waitFor();
  });

  test('says that clocks disagree and by how much', async () => {
    await open(61);
    const hint = await page.locator('.hint').innerText();
    expect(hint).toContain('payments');
    expect(hint).toContain('+300 ms');
  });

  test('has only the rows in view of 3,000 spans in the page, and leads to what failed', async () => {
    await open(3000, '?span=none');
    expect(await page.getByRole('treeitem').count()).toBeLessThan(80);
    const highlights = page.getByRole('navigation', { name: 'Failed and slowest spans' });
    await highlights.getByRole('button').first().click();
    await panel().getByText('batch was rejected').waitFor();
    await page.locator('.span-row[aria-selected="true"]').waitFor();
    expect(watched.faults).toEqual([]);
  });

  test('opens 50,000 spans', async () => {
    await open(50_000);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('Nightly import');
    expect(await page.getByRole('treeitem').count()).toBeLessThan(80);
    await page.keyboard.press('e');
    await page.locator('.span-row[aria-selected="true"]').waitFor();
    expect(watched.faults).toEqual([]);
  });

  test('shows hostile text as text', async () => {
    await open(666);
    await panel().waitFor();
    expect(await page.locator('.span-row img, .panel img, h1 img').count()).toBe(0);
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    const links = await panel()
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(links).toEqual(['https://example.com/a?b=c']);
    await panel().getByRole('button', { name: 'All 5000 characters' }).click();
    await panel().getByText('x'.repeat(5_000)).waitFor();
    await page.goto(server.url);
    await page.locator('.trace-row').filter({ hasText: '<script>' }).waitFor();
    expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
    expect(watched.faults).toEqual([]);
  });

  test('grows while the trace is still arriving, and waits for one that is not here yet', async () => {
    await page.goto(`${server.url}/trace/${id(7)}`);
    await page.getByText('Nothing of this trace is here yet').waitFor();
    const start = Date.now();
    server.add(smallTrace(id(7), start));
    await page.getByText('Still arriving').waitFor();
    await page.getByText('3 spans, 0 log lines').waitFor();
    server.add(checkoutTrace(id(7), start));
    await page.getByText('60 spans, 8 log lines').waitFor();
  });

  test('fits a phone: nothing is wider than the screen and the panel is a sheet', async () => {
    await watched.close();
    watched = await openPage(browser, { viewport: { width: 390, height: 844 } });
    page = watched.page;
    await open(60);
    expect(await panel().count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.locator('.span-row').nth(2).click();
    const sheet = await panel().boundingBox();
    expect(sheet?.width).toBe(390);
    await page.getByRole('button', { name: 'Close the panel' }).click();
    await panel().waitFor({ state: 'detached' });
    await page.goto(server.url);
    await page.locator('.trace-row').first().waitFor();
    expect(await page.locator('.table-head').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(watched.faults).toEqual([]);
  });
});
