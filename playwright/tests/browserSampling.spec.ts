import type { Page } from '@playwright/test';
import { type RunningApp, startApp } from '../continuity/startApp.js';
import { expect, type Trace, test } from '../stack/test.js';

const SERVICE = 'sampled';
let app: RunningApp | undefined;

test.beforeAll(async ({ stack }) => {
  test.setTimeout(240_000);
  if (!stack.otlp) return;
  app = await startApp('plain', {
    OTEL_SERVICE_NAME: SERVICE,
    OTEL_EXPORTER_OTLP_ENDPOINT: stack.otlp,
    // On a busy machine a request may be slow, and what is slow the server keeps by itself.
    THROUGHLINE_SLOW_MILLIS: '60000',
  });
});

test.afterAll(() => app?.stop());

/** Opens a page that asks `/api/hello` as it is hydrated, and gives the id of its trace. */
async function open(page: Page, path: string): Promise<string> {
  const asked = page.waitForRequest((request) => request.url().endsWith('/api/hello'));
  await page.goto(`${app?.url}${path}`);
  return (await (await asked).headerValue('traceparent'))?.split('-')[1] ?? '';
}

const namesOf = (trace: Trace | undefined, service: string) =>
  (trace?.spans ?? []).filter((span) => span.service === service).map(({ name }) => name);

test('at ratio 0 a page without a fault leaves nothing, one with an error all that it did', async ({
  page,
  telemetry,
}) => {
  const { jaeger } = telemetry;
  const silent = await open(page, '/static?ratio=0');
  const joined = await open(page, '/dynamic?ratio=0');
  const broken = await open(page, '/static?ratio=0');
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('broken in the page');
    });
  });
  const trace = await telemetry.traceWith(broken, {
    service: `${SERVICE}-browser`,
    name: 'page load /static',
    attributes: { 'throughline.sampling.kept_for': 'error' },
    children: [{ service: `${SERVICE}-browser`, name: 'GET /api/hello' }],
  });
  // The browser told it that this trace is not sampled, and there it was not failed or slow.
  expect(namesOf(trace, SERVICE)).toEqual([]);

  // Sent later than both of them, so what was to come of them has come.
  expect(await jaeger.trace(silent)).toBeUndefined();
  // The server renders this page for the visit and samples all: its own span is there, and none of the browser's.
  const documents = await telemetry.waitFor('the document', async () => {
    const found = await jaeger.trace(joined);
    return found ? { found } : { seen: 'no trace' };
  });
  expect(namesOf(documents, SERVICE)).toContain('GET /dynamic');
  expect(namesOf(documents, SERVICE)).not.toContain('GET /api/hello');
  expect(namesOf(documents, `${SERVICE}-browser`)).toEqual([]);
});

test('a request that fails on the server is kept on both sides, each for its own reason', async ({
  page,
  telemetry,
}) => {
  const traceId = await open(page, '/static?ratio=0');
  await page.evaluate(() => fetch('/api/fail'));
  const kept = { 'throughline.sampling.kept_for': 'error' };
  const trace = await telemetry.traceWith(traceId, {
    service: `${SERVICE}-browser`,
    name: 'page load /static',
    attributes: kept,
    children: [
      {
        service: `${SERVICE}-browser`,
        name: 'GET /api/fail',
        children: [{ service: SERVICE, name: 'GET /api/fail', attributes: kept }],
      },
    ],
  });
  expect(namesOf(trace, `${SERVICE}-browser`)).toContain('GET /api/hello');
});

test('a page that was slow is there at ratio 0', async ({ page, telemetry }) => {
  const traceId = await open(page, '/static?ratio=0&slow=1');
  await telemetry.traceWith(traceId, {
    service: `${SERVICE}-browser`,
    name: 'page load /static',
    attributes: { 'throughline.sampling.kept_for': 'slow' },
  });
});
