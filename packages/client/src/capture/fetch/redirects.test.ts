import { parseTraceParent } from '@throughline/otlp';
import { expect, test } from 'vitest';
import type { RecordingSite } from '../../testing/recordingSite.js';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

/** Headers of the requests to a path, preflights left out. */
function askedOf(site: RecordingSite, path: string) {
  return site.requests
    .filter((one) => one.path.startsWith(path) && one.method !== 'OPTIONS')
    .map(({ headers }) => headers);
}

const textOf = (url: string) =>
  kit.page.evaluate(async (address) => {
    const response = await fetch(address);
    return [await response.text(), response.redirected];
  }, url);

/** The span of the request, which has ended once: nothing of it comes after a line that was written later. */
async function onlySpan(name: string) {
  await kit.untilSpans(name);
  await kit.page.evaluate(() => window.throughline.log.info('later'));
  await kit.site.until(() => kit.site.logs.some(({ message }) => message === 'later'));
  const found = kit.site.spans.filter((span) => span.name === name);
  expect(found).toHaveLength(1);
  return kit.span(name);
}

test('a redirect on the own origin: one span, whose header reaches both', async () => {
  await kit.open();
  expect(await textOf('/api/redirect?to=/api/target')).toEqual(['ok', true]);
  const span = await onlySpan('GET /api/redirect');
  expect(span.attributes['http.response.status_code']).toBe(200);
  for (const path of ['/api/redirect', '/api/target']) {
    const [headers] = askedOf(kit.site, path);
    expect(parseTraceParent(String(headers?.traceparent))?.spanId).toBe(span.spanId);
  }
});

test('a redirect to another origin that allows the headers takes them along', async () => {
  await kit.open({ propagateTraceTo: [kit.other.origin] });
  expect(await textOf(`/api/redirect?to=${kit.other.origin}/api/target`)).toEqual(['ok', true]);
  const span = await onlySpan('GET /api/redirect');
  const [headers] = askedOf(kit.other, '/api/target');
  expect(headers?.traceparent).toContain(span.spanId);
});

test('a redirect to a third party that allows no headers works, and the third party gets none', async () => {
  await kit.open();
  // As a signed download of a storage service is.
  expect(await textOf(`/api/redirect?to=${kit.other.origin}/api/strict`)).toEqual(['ok', true]);
  const span = await onlySpan('GET /api/redirect');
  expect(span.status).toBeUndefined();
  expect(span.attributes['http.response.status_code']).toBe(200);
  const asked = askedOf(kit.other, '/api/strict');
  expect(asked).toHaveLength(1);
  expect(asked[0]?.traceparent).toBeUndefined();
  expect(asked[0]?.tracestate).toBeUndefined();
});

test('what fails without our headers too fails in its own words, and fails its span once', async () => {
  await kit.open();
  const name = await kit.page.evaluate(() =>
    fetch('/api/redirect?to=http://127.0.0.1:9/').catch((error: Error) => error.name),
  );
  expect(name).toBe('TypeError');
  expect((await onlySpan('GET /api/redirect')).status).toMatchObject({ code: 2 });
});

/** Requests that no second one follows, and what the app sees of a redirect. Run in the page. */
const SENT_ONCE = {
  'before the deferred part is there': {
    early: true,
    name: 'GET /api/redirect',
    send: (to: string) => fetch(`/api/redirect?to=${to}`).then((response) => response.text(), String),
  },
  'that changes something': {
    early: false,
    name: 'POST /api/redirect',
    send: (to: string) =>
      fetch(`/api/redirect?to=${to}`, { method: 'POST', body: 'x' }).then((answer) => answer.text(), String),
  },
  'by XMLHttpRequest': {
    early: false,
    name: 'GET /api/redirect',
    send: (to: string) =>
      new Promise<string>((resolve) => {
        const xhr = new XMLHttpRequest();
        xhr.open('GET', `/api/redirect?to=${to}`);
        xhr.onload = () => resolve(xhr.responseText);
        xhr.onerror = () => resolve('TypeError: as fetch says');
        xhr.send();
      }),
  },
};

for (const [kind, { early, name, send }] of Object.entries(SENT_ONCE)) {
  test(`a request ${kind} is sent once: it needs a third party that allows the headers`, async () => {
    await (early ? kit.openEarly() : kit.open());
    expect(await kit.page.evaluate(send, `${kit.other.origin}/api/strict`)).toMatch(/^TypeError/);
    expect(askedOf(kit.site, '/api/redirect')).toHaveLength(1);
    expect(askedOf(kit.other, '/api/strict')).toEqual([]);
    expect(await kit.page.evaluate(send, `${kit.other.origin}/api/target`)).toBe('ok');
    if (early) await kit.bringDeferred();
    await kit.site.until(() => kit.site.spans.filter((span) => span.name === name).length === 2);
    const [refused, answered] = kit.site.spans.filter((span) => span.name === name);
    expect(refused?.status).toMatchObject({ code: 2 });
    expect(answered?.attributes['http.response.status_code']).toBe(200);
  });
}

test('a request that is called off is not sent again', async () => {
  await kit.open();
  const name = await kit.page.evaluate(async () => {
    const calling = new AbortController();
    const asked = fetch('/api/hang', { signal: calling.signal }).catch((error: Error) => error.name);
    setTimeout(() => calling.abort(), 50);
    return asked;
  });
  expect(name).toBe('AbortError');
  await onlySpan('GET /api/hang');
  expect(askedOf(kit.site, '/api/hang')).toHaveLength(1);
});

test('a page behind a redirect: the load says how long that took, and is linked to what served it', async () => {
  const served = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`;
  const init = JSON.stringify({ maxBatchAgeMillis: 50 });
  await kit.page.goto(`${kit.site.origin}/moved?${new URLSearchParams({ init, served })}`);
  await kit.untilSpans('page load /');
  const load = kit.span('page load /');
  expect(load.attributes['throughline.load.redirect_ms']).toBeGreaterThan(0);
  expect(load.links).toMatchObject([{ traceId: 'c'.repeat(32) }]);
});
