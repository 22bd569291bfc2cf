import { expect, test } from '../stack/test.js';

test('a page load is a trace of its own, with the phases of the load', async ({ shop, page, telemetry }) => {
  const since = Date.now();
  await shop.open();
  await page.getByRole('link', { name: /^cart/i }).first().click();
  await page.waitForURL('**/cart');
  const load = await telemetry.findTrace(
    { service: 'store-browser', lookbackMillis: Date.now() - since + 5_000, limit: 50 },
    (found) => found.spans.some((span) => /load/i.test(span.name)),
  );
  const root = load.roots[0];
  expect(root?.service).toBe('store-browser');
  expect(root?.processTags['telemetry.sdk.language']).toBe('webjs');
  expect(root?.durationMicros).toBeGreaterThan(0);
});

test('a client-side navigation is a trace that holds the request for the new page', async ({
  shop,
  page,
  telemetry,
}) => {
  await shop.open();
  const since = Date.now();
  await page.locator('main a[href^="/product/"]').first().click();
  await expect(page.getByRole('button', { name: 'Add to cart' })).toBeVisible();
  const trace = await telemetry.findTrace(
    { service: 'store', lookbackMillis: Date.now() - since + 5_000, limit: 50 },
    (found) =>
      found.services.includes('store-browser') &&
      found.spans.some((span) => span.service === 'store' && span.tags['http.route'] === '/product/[slug]') &&
      found.spans.some((span) => span.name.startsWith('navigation ')),
  );
  expect(trace).toHaveSpanTree({
    service: 'store-browser',
    descendants: [{ service: 'store', kind: 'server', attributes: { 'http.route': '/product/[slug]' } }],
  });
  // By the template that Next keeps in the page: a product is no operation of its own.
  expect(trace.spans.map(({ name }) => name)).toContain('navigation /product/[slug]');
});

test('a server action continues the trace of the visitor', async ({ shop, page, telemetry }) => {
  await shop.open();
  await page.locator('main a[href^="/product/"]').first().click();
  const since = Date.now();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  const trace = await telemetry.findTrace(
    { service: 'store', lookbackMillis: Date.now() - since + 2_000, limit: 50 },
    (found) =>
      found.services.includes('store-browser') &&
      found.spans.some((span) => span.kind === 'server' && span.name.startsWith('POST /product')),
  );
  expect(trace).toHaveSpanTree({
    service: 'store-browser',
    kind: 'client',
    descendants: [{ service: 'store', kind: 'server', name: /^POST \/product/ }],
  });
});

test('each search request is cancelled or traced, and its query value never leaves', async ({
  shop,
  page,
  telemetry,
}) => {
  await shop.open();
  const since = Date.now();
  const answered = page.waitForResponse((response) => response.url().includes('/api/search'));
  await page
    .getByRole('combobox')
    .or(page.getByRole('searchbox'))
    .first()
    .pressSequentially('lamp', { delay: 30 });
  await answered;
  const trace = await telemetry.findTrace(
    { service: 'store-browser', lookbackMillis: Date.now() - since + 5_000, limit: 50 },
    (found) =>
      found.services.includes('store') &&
      found.spans.some((span) => span.tags['http.route'] === '/api/search'),
  );
  for (const span of trace.spans.filter((candidate) => candidate.service === 'store-browser')) {
    expect(JSON.stringify(span.tags)).not.toContain('lamp');
  }
});

test('links that Next prefetches leave no trace', async ({ shop, page, telemetry }) => {
  const prefetched: string[] = [];
  page.on('request', (request) => {
    if (request.headers()['next-router-prefetch']) prefetched.push(request.headers().traceparent ?? '');
  });
  await shop.open();
  await expect.poll(() => prefetched.length).toBeGreaterThan(0);
  // None of them is sampled: neither a browser span nor a server span comes of it.
  for (const header of prefetched) expect(header).not.toMatch(/-0[13]$/);
  for (const header of prefetched.filter((value) => value !== '')) {
    expect(await telemetry.jaeger.trace(header.split('-')[1] ?? '')).toBeUndefined();
  }
});
