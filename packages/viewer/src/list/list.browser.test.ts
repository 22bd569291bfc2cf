// biome-ignore-all lint/performance/useDomNodeTextContent: a reader sees the rendered text, not all of the page's
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { launchChromium } from '../fixtures/launchChromium.js';
import { openPage, type WatchedPage } from '../fixtures/openPage.js';
import { smallTrace } from '../fixtures/smallTrace.js';
import { type FixtureServer, startFixtureServer } from '../fixtures/startFixtureServer.js';

const id = (n: number) => n.toString(16).padStart(32, '0');

describe('the live list', { timeout: 30_000 }, () => {
  let browser: Browser;
  let server: FixtureServer;
  let watched: WatchedPage;
  let page: Page;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), startFixtureServer()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    await watched?.close();
    server.clear();
    server.setDown(false);
    watched = await openPage(browser);
    page = watched.page;
  });

  const rows = () => page.locator('.trace-row');
  const open = async (address = '/') => {
    await page.goto(server.url + address);
    await page.getByRole('button', { name: /^Live/ }).waitFor();
  };

  test('shows each trace with its name, services, duration, counts and age', async () => {
    server.add(checkoutTrace(id(1), Date.now() - 65_000));
    await open();
    const text = await rows().first().innerText();
    for (const word of [
      'Buy',
      'POST /api/checkout',
      '503',
      'store-browser',
      'payments',
      '412 ms',
      '60',
      '6',
      '1 min ago',
    ]) {
      expect(text).toContain(word);
    }
    expect(await rows().first().locator('.cell-status').innerText()).toBe('Failed');
    expect(watched.faults).toEqual([]);
  });

  test('filters, keeps the filter in the address and clears it', async () => {
    server.add(checkoutTrace(id(1), Date.now() - 5_000));
    server.add(smallTrace(id(2), Date.now() - 4_000));
    await open();
    expect(await rows().count()).toBe(2);
    await page.getByRole('button', { name: 'Errors only' }).click();
    await page.waitForURL('**/?errors=1');
    await rows().filter({ hasText: 'Page load' }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Service' }).selectOption('payments');
    await page.getByRole('spinbutton').fill('5000');
    await page.getByText('No trace matches these filters').waitFor();
    expect(new URL(page.url()).search).toBe('?service=payments&minDurationMs=5000&errors=1');
    await page.reload();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await rows().nth(1).waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(watched.faults).toEqual([]);
  });

  test('new traces appear by themselves, but wait while the pointer is over the list', async () => {
    server.add(smallTrace(id(1), Date.now() - 9_000));
    await open();
    await expect.poll(() => server.followers()).toBeGreaterThan(0);
    server.add(smallTrace(id(2), Date.now() - 3_000), { live: true });
    await rows().nth(1).waitFor();
    await rows().first().hover();
    const first = await rows().first().getAttribute('href');
    server.add(checkoutTrace(id(3), Date.now()), { live: true });
    await page.getByRole('button', { name: '1 new' }).waitFor();
    expect(await rows().first().getAttribute('href')).toBe(first);
    await page.getByRole('button', { name: '1 new' }).click();
    await rows().filter({ hasText: 'Buy' }).waitFor();
    expect(await rows().first().getAttribute('href')).toBe(`/trace/${id(3)}`);
  });

  test('pauses, also a trace that is still growing', async () => {
    server.add(smallTrace(id(1), Date.now()));
    await open();
    await expect.poll(() => server.followers()).toBeGreaterThan(0);
    await page.keyboard.press('p');
    await page.waitForURL('**/?paused=1');
    server.add(smallTrace(id(1), Date.now()), { live: true, summary: { spanCount: 77 } });
    server.add(smallTrace(id(2), Date.now()), { live: true });
    await page.getByRole('button', { name: '1 new' }).waitFor();
    expect(await rows().allInnerTexts()).toHaveLength(1);
    expect(await rows().first().innerText()).not.toContain('77');
    await page.keyboard.press('n');
    await rows().filter({ hasText: '77' }).waitFor();
  });

  test('loads older traces on the way down and has only the rows in view in the page', async () => {
    const now = Date.now();
    for (let i = 0; i < 350; i += 1) server.add(smallTrace(id(i + 1), now - i * 1_000));
    await open();
    const scroller = page.locator('.table-scroll');
    await expect
      .poll(async () => {
        await scroller.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        return rows().last().getAttribute('href');
      })
      .toBe(`/trace/${id(350)}`);
    expect(await rows().count()).toBeLessThan(60);
    expect(watched.faults).toEqual([]);
  });

  test('works from the keyboard: search, move, open, back', async () => {
    server.add(smallTrace(id(1), Date.now() - 60_000));
    server.add(checkoutTrace(id(2), Date.now() - 61_000));
    await open();
    await rows().first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('documentLoad');
    await page.waitForURL('**/?q=documentLoad');
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await page.waitForURL((url) => url.search === '');
    await rows().nth(1).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/trace/${id(2)}`);
    await page.locator('.span-row').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.pathname === '/');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'hidden' });
    expect(watched.faults).toEqual([]);
  });

  test('says what would be here and gives a command that makes it so', async () => {
    await open();
    await page.getByText('Waiting for the first trace').waitFor();
    await page.getByText('Or send one span by hand').click();
    const command = await page.locator('.command').last().innerText();
    expect(command).toContain(`curl ${server.url}/v1/traces`);
    const body: unknown = JSON.parse(/-d '(.*)'/.exec(command)?.[1] ?? '');
    expect(body).toMatchObject({
      resourceSpans: [{ scopeSpans: [{ spans: [{ name: 'hello, Throughline' }] }] }],
    });
  });

  test('says that the backend is away, keeps what it had, and comes back by itself', async () => {
    server.add(smallTrace(id(1), Date.now()));
    await open();
    await rows().first().waitFor();
    server.setDown(true);
    await page.getByRole('alert').filter({ hasText: 'The backend does not answer' }).waitFor();
    expect(await rows().count()).toBe(1);
    server.setDown(false);
    server.add(smallTrace(id(2), Date.now()));
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await rows().nth(1).waitFor();
  });

  test('keeps the theme that was chosen', async () => {
    await open();
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await background();
    await page.getByRole('button', { name: /^Theme: system/ }).click();
    await page.getByRole('button', { name: /^Theme: light/ }).click();
    expect(await background()).not.toBe(light);
    const dark = await background();
    await page.reload();
    await page.getByRole('button', { name: /^Theme: dark/ }).waitFor();
    expect(await background()).toBe(dark);
  });

  test('the status page says what is held', async () => {
    server.add(checkoutTrace(id(1), Date.now()));
    await open();
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Status' }).click();
    await page.getByText('Nothing was rejected.').waitFor();
    expect(await page.locator('.figures').innerText()).toContain('60');
    expect(watched.faults).toEqual([]);
  });
});
