import { EXIT_MAX_BODY_BYTES } from '@throughline/semconv';
import { expect, test } from 'vitest';
import { useTestPage } from '../testing/testPage.js';

const kit = useTestPage();
/** Longer than any test: only leaving the page can send something. */
const NEVER = { maxBatchAgeMillis: 60_000 };

const messages = () => kit.site.logs.map((log) => log.message).sort();

test('what is queued when the visitor follows a link is delivered, with the requests in flight', async () => {
  await kit.open(NEVER);
  await kit.page.evaluate(() => {
    void fetch('/api/hang');
    for (let i = 0; i < 20; i += 1) window.throughline.log.info(`line ${i}`);
  });
  await kit.page.goto(`${kit.site.origin}/?init={}`);
  await kit.untilSpans('GET /api/hang', 'page load /');
  await kit.site.until(() => kit.site.logs.length >= 20);
  expect(messages()).toHaveLength(20);
  expect(kit.span('GET /api/hang').attributes['throughline.interrupted']).toBe(true);
});

test('a batch whose answer is still awaited when the visitor leaves is not sent again', async () => {
  await kit.open({ capture: { documentLoad: false } });
  kit.site.relay = 'silent';
  await kit.page.evaluate(() => {
    // A listener that runs before ours: the browser rejects requests in flight as soon as one returns.
    window.addEventListener('pagehide', () => undefined, { capture: true });
    window.throughline.log.info('on its way');
  });
  await kit.site.until(() => kit.site.logs.length === 1);
  kit.site.relay = 'up';
  await kit.page.evaluate(() => window.throughline.log.info('queued'));
  await kit.page.goto(`${kit.site.origin}/?init={}`);
  await kit.site.until(() => messages().includes('queued'));
  expect(messages()).toEqual(['on its way', 'queued']);
});

test('a request that ended just before the visitor leaves is delivered with its own end', async () => {
  await kit.open(NEVER);
  await kit.page.evaluate(() => fetch('/api/echo').then((response) => response.text()));
  await kit.page.goto(`${kit.site.origin}/?init={}`);
  await kit.untilSpans('GET /api/echo');
  expect(kit.span('GET /api/echo').attributes['http.response.status_code']).toBe(200);
  expect(kit.span('GET /api/echo').attributes).not.toHaveProperty('throughline.interrupted');
});

test('closing the tab delivers too, split so that no request passes what a browser lets through', async () => {
  await kit.open({ ...NEVER, capture: { webVitals: false } });
  await kit.page.evaluate(() => {
    for (let i = 0; i < 12; i += 1) window.throughline.log.info(`line ${i} ${'ü'.repeat(2000)}`);
  });
  await kit.page.close({ runBeforeUnload: true });
  await kit.site.until(() => kit.site.logs.length === 12);
  expect(kit.site.relayBytes.length).toBeGreaterThan(1);
  for (const bytes of kit.site.relayBytes) expect(bytes).toBeLessThan(EXIT_MAX_BODY_BYTES / 2);
  expect(kit.site.relayBytes.reduce((sum, bytes) => sum + bytes)).toBeLessThan(EXIT_MAX_BODY_BYTES);
});

test('a relay that answers 503 and is cut off, then comes up, gets every record once', async () => {
  await kit.open({ capture: { documentLoad: false } });
  kit.site.relay = { status: 503, retryAfter: '0' };
  await kit.page.evaluate(() => window.throughline.log.info('first'));
  await kit.site.until(() => kit.site.relayBytes.length >= 1);
  kit.site.relay = 'cut';
  await kit.page.evaluate(() => window.throughline.log.info('second'));
  await kit.site.until(() => kit.site.relayBytes.length >= 3);
  kit.site.relay = 'up';
  await kit.site.until(() => kit.site.logs.length >= 2);
  await kit.page.evaluate(() => window.throughline.log.info('third'));
  await kit.site.until(() => messages().includes('third'));
  expect(messages()).toEqual(['first', 'second', 'third']);
});

test('Retry-After is kept to', async () => {
  await kit.open({ capture: { documentLoad: false } });
  kit.site.relay = { status: 429, retryAfter: '1' };
  await kit.page.evaluate(() => window.throughline.log.info('patient'));
  await kit.site.until(() => kit.site.relayBytes.length === 1);
  kit.site.relay = 'up';
  await kit.site.until(() => kit.site.logs.length === 1);
  const [refusedAt = 0] = kit.site.relayTimes;
  expect((kit.site.relayTimes.at(-1) ?? 0) - refusedAt).toBeGreaterThanOrEqual(950);
});

test('what the relay refuses is dropped, and the next batch says so', async () => {
  await kit.open({ capture: { documentLoad: false } });
  kit.site.relay = { status: 400 };
  await kit.page.evaluate(() => window.throughline.log.info('bad'));
  await kit.site.until(() => kit.site.relayBytes.length === 1);
  kit.site.relay = { status: 200, body: '{"partialSuccess":{"rejectedLogRecords":"1"}}' };
  await kit.page.evaluate(() => window.throughline.log.info('rejected'));
  await kit.site.until(() => kit.site.relayBytes.length === 2);
  kit.site.relay = 'up';
  await kit.page.evaluate(() => window.throughline.log.info('good'));
  await kit.site.until(() => messages().includes('good'));
  expect(messages()).toEqual(['good']);
  // What was rejected has arrived: it is in the relay's own books.
  const { resource } = kit.site.logs[0] ?? {};
  expect(resource).toMatchObject({
    'throughline.client.captured': 3,
    'throughline.client.dropped.refused_400': 1,
  });
  expect(resource).not.toHaveProperty('throughline.client.dropped.rejected');
});

test('a relay that is blocked costs the app nothing but one debug line', async () => {
  const consoleLines: string[] = [];
  const pageErrors: Error[] = [];
  kit.page.on('console', (line) => consoleLines.push(`${line.type()} ${line.text()}`));
  kit.page.on('pageerror', (error) => pageErrors.push(error));
  let blocked = 0;
  await kit.page.route('**/api/telemetry/**', (route) => {
    blocked += 1;
    return route.abort('blockedbyclient');
  });
  await kit.open();
  await kit.page.evaluate(() => window.throughline.log.info('never arrives'));
  await expect.poll(() => blocked, { timeout: 10_000 }).toBeGreaterThan(3);

  const ours = consoleLines.filter((line) => line.includes('throughline'));
  expect(ours).toEqual([
    'debug [throughline] no answer from /api/telemetry; telemetry waits and is tried again.',
  ]);
  expect(pageErrors).toEqual([]);
  expect(await kit.page.evaluate(() => fetch('/api/echo').then((response) => response.text()))).toBe('ok');
});
