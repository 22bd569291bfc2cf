import { expect, test } from '../stack/test.js';

const PRODUCT = '/product/[slug]';

test('vitals of a visit are in Prometheus by route template, with the trace of the page', async ({
  page,
  shop,
  telemetry,
}) => {
  await shop.open();
  const startMillis = Date.now() - 60_000;
  const href = await page.locator('main a[href^="/product/"]').first().getAttribute('href');
  // What the page before sends as it is left is not what is waited for.
  const sent = page.waitForRequest(
    (request) =>
      request.url().endsWith('/api/telemetry/v1/traces') &&
      new URL(request.headers().referer ?? 'about:blank').pathname === href,
  );
  await page.goto(href ?? '');
  await page.getByRole('button', { name: 'Add to cart' }).waitFor();
  // The deferred part has sent the page's own trace.
  await sent;
  await shop.addToCart();
  // A click is measured once it was seen on the screen, which a fast answer may be ahead of.
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        new PerformanceObserver(() => resolve()).observe({ type: 'first-input', buffered: true });
      }),
  );
  // Left like a visitor does: what is hidden is final.
  await page.goto('about:blank');

  const selector = `web_vitals_lcp_seconds_bucket{http_route="${PRODUCT}",device_class="desktop"}`;
  const buckets = await telemetry.waitFor('the LCP of a product page', async () => {
    const samples = await telemetry.metrics.query(selector);
    return samples.some(({ value }) => value > 0)
      ? { found: samples }
      : { seen: `${samples.length} samples` };
  });
  // What `histogram_quantile(0.75, ...)` works on.
  // Prometheus writes 4 as 4.0.
  const bounds = buckets.map(({ labels }) => Number(labels.le?.replace('+Inf', 'Infinity')));
  expect(bounds).toEqual(expect.arrayContaining([2.5, 4, Number.POSITIVE_INFINITY]));
  const counts = buckets.map(({ value }) => value);
  expect(counts).toEqual([...counts].sort((a, b) => a - b));

  const exemplars = await telemetry.metrics.exemplars(selector, startMillis, Date.now() + 60_000);
  const traceIds = exemplars.map(({ labels }) => labels.trace_id ?? '');
  expect(traceIds.length).toBeGreaterThan(0);
  const loads = await telemetry.waitFor('the trace that the exemplar names', async () => {
    const traces = await Promise.all(traceIds.map((id) => telemetry.jaeger.trace(id)));
    const names = traces.flatMap((trace) => trace?.spans.map(({ name }) => name) ?? []);
    return names.includes(`page load ${PRODUCT}`) ? { found: names } : { seen: names.join(', ') };
  });
  expect(loads).toContain(`page load ${PRODUCT}`);

  for (const metric of ['fcp_seconds', 'ttfb_seconds', 'cls_score', 'inp_seconds']) {
    await telemetry.waitFor(`web_vitals_${metric}`, async () => {
      const [sample] = await telemetry.metrics.query(
        `web_vitals_${metric}_count{http_route="${PRODUCT}",device_class="desktop"}`,
      );
      return (sample?.value ?? 0) > 0 ? { found: true } : { seen: 'none' };
    });
  }
});

test('page views, errors and failed requests are counted by the page, and no path becomes a label', async ({
  page,
  shop,
  telemetry,
}) => {
  const count = async (selector: string) =>
    (await telemetry.metrics.query(selector)).reduce((sum, { value }) => sum + value, 0);
  const selectors = {
    load: 'browser_page_views_total{http_route="/",kind="load"}',
    navigation: `browser_page_views_total{http_route="${PRODUCT}",kind="navigation"}`,
    rejection: `browser_errors_total{http_route="${PRODUCT}",kind="rejection"}`,
    missing: `browser_fetch_failures_total{http_route="${PRODUCT}",kind="4xx"}`,
    failing: `browser_fetch_failures_total{http_route="${PRODUCT}",kind="5xx"}`,
    strange: 'browser_page_views_total{http_route="unmatched",kind="navigation"}',
    answers: 'throughline_relay_requests_total{signal="logs",http_response_status_code="200"}',
  };
  const before = Object.fromEntries(
    await Promise.all(Object.entries(selectors).map(async ([name, text]) => [name, await count(text)])),
  ) as Record<keyof typeof selectors, number>;

  await shop.open();
  await page.locator('main a[href^="/product/"]').first().click();
  await page.getByRole('button', { name: 'Add to cart' }).waitFor();
  await page.evaluate(async () => {
    await Promise.allSettled([fetch('/api/nothing-here'), fetch('/api/break/throw')]);
    void Promise.reject(new Error('nobody waits for this'));
  });
  await page.goto('about:blank');

  for (const name of ['load', 'navigation', 'rejection', 'missing', 'failing'] as const) {
    await telemetry.waitFor(`one more of ${selectors[name]}`, async () => {
      const now = await count(selectors[name]);
      return now === before[name] + 1 ? { found: now } : { seen: `${before[name]} before, ${now} now` };
    });
  }
  expect(await count(selectors.strange)).toBe(before.strange);
  expect(await count(selectors.answers)).toBeGreaterThan(before.answers);
  const views = await telemetry.metrics.query('browser_page_views_total');
  for (const { labels } of views) expect(labels.http_route).toMatch(/^(\/|unmatched)/);
  expect(views.map(({ labels }) => labels.http_route).join(' ')).not.toMatch(/\/product\/[a-z]/);
});

test('what is lost in a browser is in the ledger of the server', async ({ page, shop, telemetry }) => {
  const dropped = async (reason: string) => {
    const [sample] = await telemetry.metrics.query(
      `throughline_ledger_dropped_total{stage="browser",signal="log",reason="${reason}"}`,
    );
    return sample?.value ?? 0;
  };
  const before = {
    refused: await dropped('client_refused_400'),
    early: await dropped('client_early_buffer_full'),
  };
  await page.route('**/api/telemetry/v1/logs', (route) => route.fulfill({ status: 400, body: '{}' }));
  await page.addInitScript(() => {
    // The deferred part comes when the page is idle: not before far more has happened than the buffer holds.
    const idle: IdleRequestCallback[] = [];
    window.requestIdleCallback = (callback) => idle.push(callback);
    const timer = setInterval(() => {
      if (!('throughline.client' in globalThis)) return;
      clearInterval(timer);
      for (let i = 0; i < 600; i += 1) void Promise.reject(new Error(`early ${i}`));
      window.requestIdleCallback = (callback) => setTimeout(callback);
      setTimeout(() => {
        for (const callback of idle) callback({ didTimeout: false, timeRemaining: () => 1 });
      });
    }, 1);
  });
  const refused = page.waitForResponse('**/api/telemetry/v1/logs');
  await shop.open();
  await refused;
  await page.unroute('**/api/telemetry/v1/logs');
  // The vitals of the page go with the next batch, and the counts with them.
  await page.goto('about:blank');
  await telemetry.waitFor('the loss in the ledger', async () => {
    const now = {
      refused: await dropped('client_refused_400'),
      early: await dropped('client_early_buffer_full'),
    };
    return now.refused > before.refused && now.early >= before.early + 100
      ? { found: now }
      : { seen: JSON.stringify({ before, now }) };
  });
});

test('prefetches are a number, not traces', async ({ shop, telemetry }) => {
  const count = async () => (await telemetry.metrics.query('browser_prefetches_total'))[0]?.value ?? 0;
  const before = await count();
  await shop.open();
  await shop.page.goto('about:blank');
  await telemetry.waitFor('more prefetches', async () => {
    const now = await count();
    return now > before ? { found: now } : { seen: `${before} before, ${now} now` };
  });
});
