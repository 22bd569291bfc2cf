import { type Browser, type BrowserContext, chromium, expect, type Page, test } from '@playwright/test';
import type { FoundChromium } from '@throughline/playwright/chromium';
import { readSpans, type Span } from '../continuity/readSpans.js';
import { type RunningApp, startApp } from '../continuity/startApp.js';
import { type Cache, startCache } from '../continuity/startCache.js';
import { type Collector, startCollector } from '../continuity/startCollector.js';
import { type Visit, visit } from '../continuity/visit.js';
import { findWholeChromium } from '../stack/findWholeChromium.js';

// Real production builds. One app has what Next 15 has too, the other is with `cacheComponents`.
test.describe.configure({ mode: 'default' });

let collector: Collector;
const apps: Partial<Record<'plain' | 'cached', RunningApp>> = {};

test.beforeAll(async () => {
  test.setTimeout(300_000);
  collector = await startCollector();
  const env = { OTEL_SERVICE_NAME: 'app', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  for (const name of ['plain', 'cached'] as const) apps[name] = await startApp(name, env);
});

test.afterAll(async () => {
  for (const app of Object.values(apps)) await app.stop();
  await collector?.close();
});

const urlOf = (name: keyof typeof apps) => apps[name]?.url ?? '';

/** A visitor of its own: nothing is shared with another one. */
async function asVisitor<T>(
  browser: Browser,
  use: (page: Page, context: BrowserContext) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext();
  try {
    return await use(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** The span, once it has been exported. */
async function exported(spanId: string): Promise<Span> {
  const found = () => collector.spans.find((span) => span.spanId === spanId);
  await expect.poll(() => found()?.spanId).toBe(spanId);
  return found() as Span;
}

/** The page is part of the server's trace, and so is what it asks for. */
async function expectJoined({ load, served, hydrated }: Visit, route: string): Promise<void> {
  expect(load).toMatchObject({ traceId: served.traceId, parentSpanId: served.spanId, traceState: 'ot=th:0' });
  expect(load.links ?? []).toEqual([]);
  expect(await exported(load.spanId)).toMatchObject({ service: 'app-browser', traceState: 'ot=th:0' });
  expect(hydrated).toEqual({ traceId: served.traceId, flags: '01' });
  expect(await exported(served.spanId)).toMatchObject({
    service: 'app',
    name: `GET ${route}`,
    traceId: served.traceId,
  });
}

/** The page has a trace of its own, with a link to the span of that name that made what was served. */
async function expectLinked({ load, served, hydrated }: Visit, route: string): Promise<Span> {
  expect(load.parentSpanId).toBeUndefined();
  expect(load.traceId).not.toBe(served.traceId);
  expect(hydrated.traceId).toBe(load.traceId);
  expect(load.links).toMatchObject([served]);
  const span = await exported(served.spanId);
  expect(span).toMatchObject({ service: 'app', name: `GET ${route}`, traceId: served.traceId });
  return span;
}

function expectStrangers(...visits: readonly Visit[]): void {
  expect(new Set(visits.map(({ load }) => load.traceId)).size).toBe(visits.length);
}

for (const { kind, app, path } of [
  { kind: 'a dynamic page', app: 'plain', path: '/dynamic' },
  { kind: 'a page with a static shell and a dynamic hole', app: 'cached', path: '/partial' },
] as const) {
  test(`${kind} is of the trace of the server that rendered it for this visit`, async ({ browser }) => {
    const go = () => asVisitor(browser, (page) => visit(page, urlOf(app) + path));
    const [first, second] = [await go(), await go()];
    for (const one of [first, second]) await expectJoined(one, path);
    expectStrangers(first, second);
  });
}

for (const { kind, app, path } of [
  { kind: 'a static page', app: 'plain', path: '/static' },
  { kind: "a page of 'use cache'", app: 'cached', path: '/cached' },
] as const) {
  test(`${kind} is a trace of its own, linked to the request that was answered with it`, async ({
    browser,
  }) => {
    const go = () => asVisitor(browser, (page) => visit(page, urlOf(app) + path));
    const [first, second] = [await go(), await go()];
    for (const one of [first, second]) {
      const span = await expectLinked(one, path);
      expect(span.attributes['throughline.next.cache']).toBe('hit');
    }
    expectStrangers(first, second);
    expect(first.served.traceId).not.toBe(second.served.traceId);
  });
}

test('an ISR page is linked to the request that was answered with it: fresh, stale, and rendered anew', async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const visits: Visit[] = [];
  // Ten seconds after it was rendered it is stale, and who comes after that gets the new one.
  const until = async (cache: string) => {
    await expect
      .poll(
        async () => {
          const one = await asVisitor(browser, (page) => visit(page, `${urlOf('plain')}/isr`));
          visits.push(one);
          return one.cache;
        },
        { intervals: [0], timeout: 40_000 },
      )
      .toBe(cache);
  };
  await until('STALE');
  await until('HIT');
  for (const one of visits) {
    const span = await expectLinked(one, '/isr');
    expect(span.attributes['throughline.next.cache']).toBe(one.cache?.toLowerCase());
  }
  expectStrangers(...visits);
});

test.describe('behind a cache that stores whole answers', () => {
  let cache: Cache | undefined;

  test.afterEach(async () => {
    await cache?.close();
  });

  test('a page that may be kept links every visitor to the trace that made the copy', async ({ browser }) => {
    cache = await startCache(urlOf('plain'), (headers) => /s-maxage=\d/.test(headers['cache-control'] ?? ''));
    const url = `${cache.url}/static`;
    const go = () => asVisitor(browser, (page) => visit(page, url));
    const visits = [await go(), await go(), await go()];
    expect(cache.hits).toEqual(['/static', '/static']);
    for (const one of visits) await expectLinked(one, '/static');
    expect(new Set(visits.map(({ served }) => served.spanId)).size).toBe(1);
    expectStrangers(...visits);
    const dynamic = await asVisitor(browser, (page) => visit(page, `${cache?.url}/dynamic`));
    await expectJoined(dynamic, '/dynamic');
  });

  for (const { app, path } of [
    { app: 'plain', path: '/dynamic' },
    { app: 'cached', path: '/partial' },
  ] as const) {
    test(`${path}, kept against its Cache-Control, is joined by the visitor it was rendered for and nobody else`, async ({
      browser,
    }) => {
      cache = await startCache(urlOf(app), () => true);
      const url = cache.url + path;
      const go = () => asVisitor(browser, (page) => visit(page, url));
      const [first, second, third] = [await go(), await go(), await go()];
      expect(cache.hits).toEqual([path, path]);
      await expectJoined(first, path);
      await expectLinked(second, path);
      await expectLinked(third, path);
      expectStrangers(first, second, third);
    });
  }
});

test('a reload is a visit of its own', async ({ browser }) => {
  await asVisitor(browser, async (page) => {
    const dynamic = `${urlOf('plain')}/dynamic`;
    const visits = [await visit(page, dynamic), await visit(page, dynamic, () => page.reload())];
    for (const one of visits) await expectJoined(one, '/dynamic');
    const fixed = `${urlOf('plain')}/static`;
    visits.push(await visit(page, fixed), await visit(page, fixed, () => page.reload()));
    for (const one of visits.slice(2)) await expectLinked(one, '/static');
    expectStrangers(...visits);
  });
});

test('a document that history restores from the disk is linked to what once served it; a dynamic page is rendered anew', async ({
  browser,
}) => {
  await asVisitor(browser, async (page) => {
    const fixed = `${urlOf('plain')}/static`;
    const dynamic = `${urlOf('plain')}/dynamic`;
    const first = await visit(page, fixed);
    const second = await visit(page, dynamic);
    const back = await visit(page, fixed, () => page.goBack());
    // From the disk: the very answer that the first visit got.
    const [entry] = await page.evaluate(() =>
      performance.getEntriesByType('navigation').map((one) => one.toJSON() as Record<string, unknown>),
    );
    expect(entry).toMatchObject({ type: 'back_forward', transferSize: 0 });
    expect(back.served).toEqual(first.served);
    await expectLinked(back, '/static');
    const forward = await visit(page, dynamic, () => page.goForward());
    await expectJoined(forward, '/dynamic');
    expectStrangers(first, second, back, forward);
  });
});

for (const { router, app, path, link } of [
  { router: 'App Router', app: 'plain', path: '/links', link: '/dynamic' },
  { router: 'App Router by segments', app: 'cached', path: '/links', link: '/partial' },
  { router: 'Pages Router', app: 'plain', path: '/legacy', link: 'dynamic' },
] as const) {
  test(`${router}: what is fetched ahead of a click makes no span anywhere, and is counted`, async ({
    browser,
  }) => {
    const ahead: string[] = [];
    let counted = 0;
    await asVisitor(browser, async (page) => {
      page.on('request', (request) => {
        const headers = request.headers();
        const isPrefetch =
          'next-router-prefetch' in headers ||
          'next-router-segment-prefetch' in headers ||
          headers.purpose === 'prefetch';
        // Next's Pages Router has the browser itself fetch code ahead.
        if (isPrefetch && request.resourceType() === 'fetch') ahead.push(headers.traceparent ?? '');
        const [, count = '0'] =
          /client\.prefetches","value":\{"intValue":"?(\d+)/.exec(request.postData() ?? '') ?? [];
        counted = Math.max(counted, Number(count));
      });
      // The deferred part is there when it has told of the load.
      const told = page.waitForRequest('**/api/telemetry/v1/traces');
      await page.goto(urlOf(app) + path);
      await told;
      await expect.poll(() => ahead.length, { message: 'links in view' }).toBeGreaterThan(0);
      await page.getByRole('link', { name: link, exact: true }).hover();
      await page.goto('about:blank');
      await expect.poll(() => counted, { message: 'the counter' }).toBe(ahead.length);
      // What comes later than all of them.
      await exported((await visit(page, `${urlOf(app)}/links`)).load.spanId);
    });
    for (const header of ahead) expect(header).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    const traces = new Set(ahead.map((header) => header.split('-')[1]));
    expect(traces.size).toBe(ahead.length);
    expect(collector.spans.filter(({ traceId }) => traces.has(traceId))).toEqual([]);
  });
}

test('a page out of the back/forward cache goes on with a trace of its own', async () => {
  test.setTimeout(300_000);
  const found = await findWholeChromium();
  if (typeof found === 'string') console.log(`The back/forward cache is not tested: ${found}`);
  test.skip(typeof found === 'string', String(found));
  const { executablePath, args, env } = found as FoundChromium;
  // Playwright turns that cache off.
  const browser = await chromium.launch({
    executablePath,
    args,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    ...(env ? { env: { ...process.env, ...env } as Record<string, string> } : {}),
  });
  try {
    await asVisitor(browser, async (page) => {
      const first = await visit(page, `${urlOf('plain')}/static`);
      await page.evaluate(() => Object.assign(window, { kept: true }));
      const second = await visit(page, `${urlOf('plain')}/dynamic`);
      const told = page.waitForRequest(
        (request) =>
          request.url().endsWith('/v1/traces') &&
          /"(navigation|page load) \/static/.test(request.postData() ?? ''),
      );
      await page.evaluate(() => history.back());
      const spans = readSpans((await told).postData() ?? '{}');
      expect(await page.evaluate(() => 'kept' in window)).toBe(true);
      const returned = spans.find(({ name }) => name.startsWith('navigation /static'));
      expect(returned?.attributes['throughline.navigation.type']).toBe('traverse');
      expect(returned?.parentSpanId).toBeUndefined();
      const strangers = [first.load.traceId, first.served.traceId, second.load.traceId];
      expect(strangers).not.toContain(returned?.traceId);
    });
  } finally {
    await browser.close();
  }
});
