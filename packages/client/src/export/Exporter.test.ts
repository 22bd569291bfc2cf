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

test('what the app records in its own listeners as the page is left, hidden already, is delivered too', async () => {
  await kit.open(NEVER);
  await kit.page.evaluate(() => {
    window.addEventListener('pagehide', () => window.throughline.log.info('last words'));
    Object.defineProperty(document, 'hidden', { get: () => true });
    // Nothing is told of the visibility of a page that is hidden.
    window.addEventListener('visibilitychange', (event) => event.stopImmediatePropagation(), true);
  });
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  await kit.site.until(() => messages().includes('last words'));
});

test('of 300 kB that wait when the visitor leaves, as much goes as the browser lets through, errors first', async () => {
  await kit.open(NEVER);
  kit.site.relay = { status: 503, retryAfter: '60' };
  await kit.page.evaluate(() => {
    const { log, withSpan } = window.throughline;
    for (let i = 0; i < 300; i += 1) log.info(`line ${i} ${'x'.repeat(700)}`);
    for (let i = 0; i < 100; i += 1) void withSpan(`span ${i}`, () => undefined);
    for (let i = 0; i < 5; i += 1) log.error(`error ${i}`);
    for (let i = 0; i < 5; i += 1)
      void withSpan(`failed ${i}`, () => Promise.reject(i)).catch(() => undefined);
  });
  // Full batches leave before. Their answers are awaited in the page: until then their bytes are in flight.
  await kit.page.waitForFunction(
    () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/v1/')).length >= 2,
  );
  const before = kit.site.relayBytes.length;
  kit.site.relay = 'up';
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  const bytes = () => kit.site.relayBytes.slice(before).reduce((sum, size) => sum + size, 0);
  await kit.site.until(() => bytes() > 45_000);
  expect(bytes()).toBeLessThan(65_536);
  expect(messages().filter((message) => message.startsWith('error'))).toHaveLength(5);
  const names = kit.site.spans.map((span) => span.name);
  expect(names.filter((name) => name.startsWith('failed'))).toHaveLength(5);
  // Nothing is lost without a trace: what was captured, and is not there, the server can tell.
  expect(kit.site.logs[0]?.resource['throughline.client.captured']).toBeGreaterThanOrEqual(306);
});

test.each(['early', 'late'])(
  'an endpoint of another origin gets what %s leavers have recorded',
  async (moment) => {
    const options = { ...NEVER, endpoint: `${kit.other.origin}/api/telemetry` };
    await (moment === 'early' ? kit.openEarly(options) : kit.open(options));
    await kit.page.evaluate(() => window.throughline.log.info('from elsewhere'));
    await kit.page.goto(`${kit.site.origin}/?init={}`);
    await kit.other.until(() => kit.other.logs.length === 1);
    await kit.other.until(() => kit.other.spans.length >= 1);
    expect(kit.other.logs[0]?.message).toBe('from elsewhere');
    expect(kit.site.logs).toEqual([]);
    const posted = kit.other.requests.filter((request) => request.method === 'POST');
    const type = moment === 'early' ? /^text\/plain/ : /^application\/json/;
    for (const { headers } of posted) expect(headers['content-type']).toMatch(type);
  },
);

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
