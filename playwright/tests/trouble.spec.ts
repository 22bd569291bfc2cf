import { expect, test, traceIdOf } from '../stack/test.js';

test('a handler that throws is an error span and one error line, with the stack, on the trace of the click', async ({
  shop,
  page,
  telemetry,
}) => {
  await shop.open('/break');
  const answered = page.waitForResponse((response) => response.url().includes('/api/break/throw'));
  await page.getByRole('button', { name: 'Call the handler' }).click();
  const response = await answered;
  expect(response.status()).toBe(500);
  const traceId = traceIdOf(response);

  const trace = await telemetry.traceWith(traceId, {
    service: 'store-browser',
    kind: 'client',
    children: [
      {
        service: 'store',
        kind: 'server',
        name: 'GET /api/break/throw',
        error: true,
        attributes: { 'http.response.status_code': 500 },
      },
    ],
  });
  const exceptions = trace.spans
    .filter((span) => span.service === 'store')
    .flatMap((span) => span.logs.filter((log) => log.name === 'exception'));
  expect(exceptions.length).toBeGreaterThan(0);
  expect(String(exceptions[0]?.tags['exception.stacktrace'])).toContain('Error');

  const isError = (line: { labels: Readonly<Record<string, string>> }) =>
    line.labels.source === 'server' && line.labels.level === 'error';
  const lines = (await telemetry.logs(traceId, (found) => found.some(isError))).filter(isError);
  expect(lines).toHaveLength(1);
  expect(lines[0]?.line).toContain('stack');
});

test('a component that throws in the browser arrives as an error line with its stack', async ({
  shop,
  page,
  telemetry,
}) => {
  await shop.open('/break');
  const since = Date.now();
  await page.getByRole('button', { name: 'Render a broken component' }).click();
  await expect(page.getByRole('heading', { name: 'That broke' })).toBeVisible();
  const line = await telemetry.waitFor('the error of the component', async () => {
    const lines = await telemetry.loki.queryRange({
      query: '{source="browser", level="error"}',
      startMillis: since - 5_000,
    });
    const found = lines.find((candidate) => candidate.line.includes('This lamp broke'));
    return found
      ? { found }
      : { seen: lines.map((candidate) => candidate.line).join('\n') || 'no error line' };
  });
  expect(line.metadata.trace_id).toMatch(/^[0-9a-f]{32}$/);
  expect(line.labels.service_name).toBe('store-browser');
});

test('an unhandled rejection arrives as an error line', async ({ shop, page, telemetry }) => {
  await shop.open('/break');
  const since = Date.now();
  await page.getByRole('button', { name: 'Reject a promise' }).click();
  await telemetry.waitFor('the rejection', async () => {
    const lines = await telemetry.loki.queryRange({
      query: '{source="browser", level="error"}',
      startMillis: since - 5_000,
    });
    const found = lines.find((candidate) => candidate.line.includes('Nobody awaited this delivery'));
    return found
      ? { found }
      : { seen: lines.map((candidate) => candidate.line).join('\n') || 'no error line' };
  });
});

test('a slow product shows where the time went: in one SQL span', async ({ shop, page, telemetry }) => {
  await shop.open('/break');
  const since = Date.now();
  await page.getByRole('link', { name: 'Open the slow product' }).click();
  await expect(page.getByRole('button', { name: 'Add to cart' })).toBeVisible({ timeout: 30_000 });
  const trace = await telemetry.findTrace(
    { service: 'store', lookbackMillis: Date.now() - since + 10_000, limit: 50 },
    (found) =>
      found.spans.some((span) => span.tags['db.system.name'] !== undefined && span.durationMicros > 500_000),
  );
  const sql = trace.spans.find((span) => span.tags['db.system.name'] && span.durationMicros > 500_000);
  const server = trace.spans.find((span) => span.service === 'store' && span.kind === 'server');
  expect((sql?.durationMicros ?? 0) / (server?.durationMicros ?? 1)).toBeGreaterThan(0.5);
});
