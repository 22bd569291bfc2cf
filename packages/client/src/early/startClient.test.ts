import { parseTraceParent, STATUS_CODE } from '@throughline/otlp';
import { expect, inject, test } from 'vitest';
import { useTestPage } from '../testing/testPage.js';

const kit = useTestPage();
const NEVER = { maxBatchAgeMillis: 60_000 };

/** What a page does while it hydrates: data, lines, an error that nobody catches, a span. */
async function hydrate(options: object = {}): Promise<void> {
  await kit.page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', async () => {
      await fetch('/api/early?token=secret').then((response) => response.text());
      window.throughline.log.warn('early line', { step: 1, 'url.full': '/x?token=secret' });
      void Promise.reject(new RangeError('early failure'));
      await window.throughline.withSpan('early work', ({ span }) => {
        span.setAttributes({ shop: 'red' }).addEvent('half way');
      });
      void fetch('/api/hang');
    });
  });
  await kit.openEarly(options);
  // The last thing that it does.
  await kit.site.until(() => kit.site.requests.some((request) => request.path === '/api/hang'));
}

function carriedIds(path: string): string | undefined {
  const request = kit.site.requests.find((one) => one.path.startsWith(path));
  return parseTraceParent(String(request?.headers.traceparent))?.spanId;
}

test('what happens before the deferred part arrives carries traceparent and is sent when it has arrived', async () => {
  await hydrate();
  expect(kit.site.spans).toEqual([]);
  await kit.bringDeferred();
  await kit.untilSpans('page load /', 'GET /api/early', 'early work');
  await kit.site.until(() => kit.site.logs.length === 2);

  const load = kit.span('page load /');
  const early = kit.span('GET /api/early');
  expect(carriedIds('/api/early')).toBe(early.spanId);
  expect(early).toMatchObject({ traceId: load.traceId, parentSpanId: load.spanId });
  expect(early.attributes).toMatchObject({
    'http.response.status_code': 200,
    'http.response.body.size': 2,
    'url.path': '/api/early',
  });
  expect(kit.span('early work').events?.map((event) => event.name)).toEqual(['half way']);
  const [line, failure] = kit.site.logs;
  expect(line).toMatchObject({ message: 'early line', traceId: load.traceId });
  expect(failure).toMatchObject({ message: 'RangeError: early failure', eventName: 'exception' });
  expect(JSON.stringify([kit.site.spans, kit.site.logs])).not.toContain('secret');
});

test('a page that only loads has paid for patches: its ids are made for who asks first, of the address it had', async () => {
  await kit.page.addInitScript(() => {
    const random = crypto.getRandomValues.bind(crypto);
    crypto.getRandomValues = (array) => {
      Object.assign(window, { asked: true });
      return random(array);
    };
  });
  await kit.openEarly(NEVER);
  const hasAsked = () => kit.page.evaluate(() => 'asked' in window);
  expect(await hasAsked()).toBe(false);
  await kit.page.evaluate(() => history.replaceState(null, '', '/elsewhere'));
  await kit.page.evaluate(() => fetch('/api/first').then((response) => response.text()));
  expect(await hasAsked()).toBe(true);
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  await kit.untilSpans('page load /', 'GET /api/first');
  const load = kit.span('page load /');
  expect(carriedIds('/api/first')).toBe(kit.span('GET /api/first').spanId);
  expect(kit.span('GET /api/first')).toMatchObject({ traceId: load.traceId, parentSpanId: load.spanId });
});

test('what a person does before anything has needed the client is not part of the load', async () => {
  await kit.openEarly(NEVER);
  await kit.page.mouse.click(5, 5);
  await kit.page.evaluate(() => fetch('/api/first').then((response) => response.text()));
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  await kit.untilSpans('page load /', 'GET /api/first');
  const first = kit.span('GET /api/first');
  expect(first.parentSpanId).toBeUndefined();
  expect(first.traceId).not.toBe(kit.span('page load /').traceId);
});

test('where the client cannot be made the app goes on, and that is tried once', async () => {
  const faults: string[] = [];
  kit.page.on('console', (line) => void (line.text().includes('throughline') && faults.push(line.type())));
  const thrown: Error[] = [];
  kit.page.on('pageerror', (error) => void thrown.push(error));
  await kit.page.addInitScript(() => {
    const tries = { count: 0 };
    Object.assign(window, { tries });
    crypto.getRandomValues = () => {
      tries.count += 1;
      throw new Error('no entropy');
    };
  });
  await kit.openEarly();
  const answers = await kit.page.evaluate(async () => {
    const { log, setUser, withSpan, onRouterTransitionStart } = window.throughline;
    const xhr = await new Promise<string>((resolve) => {
      const request = new XMLHttpRequest();
      request.open('GET', '/api/echo');
      request.setRequestHeader('x-own', 'kept');
      request.onload = () => resolve(request.responseText);
      request.send();
    });
    log.info('nobody hears this');
    setUser('u-1');
    onRouterTransitionStart('/cart', 'push');
    const inSpan = await withSpan('work', ({ fetch }) =>
      fetch('/api/in-span').then((answer) => answer.text()),
    );
    return [xhr, inSpan, await fetch('/api/echo').then((answer) => answer.text())];
  });
  expect(answers).toEqual(['ok', 'ok', 'ok']);
  expect(thrown).toEqual([]);
  expect(faults).toEqual(['debug']);
  expect(await kit.page.evaluate('window.tries.count')).toBe(1);
});

test('a visitor who leaves before anything has happened leaves the page load and the page view', async () => {
  await kit.openEarly(NEVER);
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  await kit.untilSpans('page load /');
  await kit.site.until(() => kit.site.events.length === 1);
  expect(kit.span('page load /').attributes['throughline.interrupted']).toBe(true);
});

test('a visitor who leaves before the deferred part arrives is seen all the same', async () => {
  await hydrate(NEVER);
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  await kit.untilSpans('page load /', 'GET /api/early', 'GET /api/hang', 'early work');
  await kit.site.until(() => kit.site.logs.length === 2);

  expect(carriedIds('/api/early')).toBe(kit.span('GET /api/early').spanId);
  expect(kit.span('GET /api/early').attributes).not.toHaveProperty('throughline.interrupted');
  expect(kit.span('GET /api/hang').attributes['throughline.interrupted']).toBe(true);
  expect(kit.span('page load /').attributes['session.id']).toMatch(/^[0-9a-f]{32}$/);
  expect(kit.span('early work').attributes.shop).toBe('red');
  const failure = kit.site.logs.find((log) => log.severityText === 'error');
  expect(failure?.message).toBe('RangeError: early failure');
  expect(JSON.stringify([kit.site.spans, kit.site.logs])).not.toContain('secret');
});

test('the beacons of early leavers carry the books of the page', async () => {
  await hydrate(NEVER);
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  await kit.untilSpans('page load /', 'GET /api/early', 'GET /api/hang', 'early work');
  await kit.site.until(() => kit.site.logs.length === 2);
  const spans = kit.span('page load /').resource;
  expect(spans['throughline.client.ledger.id']).toMatch(/^[0-9a-f]{32}$/);
  expect(spans['throughline.client.captured']).toBe(4);
  // Two lines and the page view, of the same document.
  expect(kit.site.logs[0]?.resource).toEqual({ ...spans, 'throughline.client.captured': 3 });
});

test('a page that is hidden early goes on with the same books when the deferred part is there', async () => {
  await kit.openEarly();
  await kit.page.evaluate(() => {
    window.throughline.log.info('before');
    const hidden = Object.getOwnPropertyDescriptor(Document.prototype, 'hidden');
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
    if (hidden) Object.defineProperty(document, 'hidden', hidden);
  });
  await kit.site.until(() => kit.site.logs.length === 1);
  await kit.bringDeferred();
  await kit.page.evaluate(() => window.throughline.log.info('after'));
  await kit.site.until(() => kit.site.logs.length === 2);
  const [before, after] = kit.site.logs.map((log) => log.resource);
  // The page view and the first line, then one more.
  expect(before?.['throughline.client.captured']).toBe(2);
  expect(after).toMatchObject({ ...before, 'throughline.client.captured': 3 });
});

test('a tab that is closed while its page still loads is seen', async () => {
  await kit.page.addInitScript(() => {
    // An image that never comes keeps the load event back.
    document.addEventListener('DOMContentLoaded', () => {
      const image = new Image();
      image.src = '/api/hang';
      document.body.append(image);
      window.throughline.log.info('still loading');
    });
  });
  await kit.page.goto(`${kit.site.origin}/?init={}`, { waitUntil: 'commit' });
  await kit.site.until(() => kit.site.requests.some((request) => request.path === '/api/hang'));
  await kit.page.close({ runBeforeUnload: true });
  await kit.untilSpans('page load /');
  await kit.site.until(() => kit.site.logs.some((log) => log.message === 'still loading'));
});

test('of 300 kB that wait when the visitor leaves early, as much goes as the browser lets through', async () => {
  await kit.openEarly(NEVER);
  await kit.page.evaluate(() => {
    for (let i = 0; i < 300; i += 1) window.throughline.log.info(`line ${i} ${'x'.repeat(700)}`);
  });
  await kit.page.goto(`${kit.other.origin}/?init={}`);
  // Two beacons of a quarter and an eighth or more: 64 KiB may be in flight at once.
  await kit.site.until(() => kit.site.relayBytes.reduce((sum, bytes) => sum + bytes, 0) > 45_000);
  expect(kit.site.relayBytes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(65_536);
  // What did not go is known: captured, and not there.
  expect(kit.site.logs[0]?.resource['throughline.client.captured']).toBe(301);
});

test('an early navigation ends when the deferred part sees that it has settled', async () => {
  await kit.openEarly();
  await kit.page.evaluate(() => {
    window.throughline.onRouterTransitionStart('/cart', 'push');
    history.pushState(null, '', '/cart');
  });
  await kit.bringDeferred();
  await kit.untilSpans('navigation /cart');
  expect(kit.span('navigation /cart').attributes).not.toHaveProperty('throughline.interrupted');
});

test('what does not fit into the early buffer is counted and reported', async () => {
  await kit.openEarly();
  await kit.page.evaluate(() => {
    // The page view is one record too.
    for (let i = 0; i < 429; i += 1) window.throughline.log.info(`line ${i}`);
  });
  await kit.bringDeferred();
  await kit.site.until(() => kit.site.logs.length === 399);
  expect(kit.site.logs.at(-1)?.resource).toMatchObject({
    'throughline.client.ledger.id': expect.stringMatching(/^[0-9a-f]{32}$/),
    'throughline.client.captured': 430,
    'throughline.client.dropped.early_buffer_full': 30,
  });
});

test('a download that the app cancels is cancelled, and its span ends then', async () => {
  await kit.open();
  await kit.page.evaluate(async () => {
    const response = await fetch('/api/endless');
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
  });
  await kit.site.until(() => kit.site.closed.includes('/api/endless'));
  await kit.untilSpans('GET /api/endless');
  expect(kit.span('GET /api/endless').attributes).not.toHaveProperty('throughline.interrupted');
});

test("the span of a stream ends with the stream's body, not with its headers", async () => {
  await kit.open();
  await kit.page.evaluate(() => fetch('/api/stream/400').then((response) => response.text()));
  await kit.untilSpans('GET /api/stream/400');
  const { startTimeUnixNano, endTimeUnixNano } = kit.span('GET /api/stream/400');
  expect(Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6).toBeGreaterThan(390);
});

test('a 4xx answer is an answer, and each composition makes its spans with what it says', async () => {
  await kit.open();
  await kit.page.evaluate(() => fetch('/api/status/402'));
  await kit.untilSpans('GET /api/status/402');
  const span = kit.span('GET /api/status/402');
  expect(span.status?.code ?? 0).toBe(STATUS_CODE.UNSET);
  expect(span.attributes).toMatchObject({ 'http.response.status_code': 402, 'error.type': '402' });
  expect(span.scope).toBe(
    inject('composition') === 'light' ? '@throughline/client' : '@opentelemetry/instrumentation-fetch',
  );
});

test('a server action is named as one', async () => {
  await kit.open();
  await kit.page.evaluate(() => fetch('/api/echo', { method: 'POST', headers: { 'next-action': '40ab' } }));
  await kit.untilSpans('action 40ab');
});
