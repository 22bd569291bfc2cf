import { parseTraceParent, SPAN_KIND, STATUS_CODE } from '@throughline/otlp';
import { expect, test } from 'vitest';
import type { RecordingSite } from '../../testing/recordingSite.js';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

function requestTo(where: RecordingSite, path: string) {
  const request = where.requests.find((one) => one.path.startsWith(path) && one.method !== 'OPTIONS');
  if (!request) throw new Error(`No request to ${path}.`);
  return request;
}

test('a fetch to the own origin carries the traceparent of the span that is exported for it', async () => {
  await kit.open();
  await kit.page.evaluate(() => fetch('/api/echo?q=secret#part').then((response) => response.text()));
  await kit.untilSpans('GET /api/echo');

  const parent = parseTraceParent(String(requestTo(kit.site, '/api/echo').headers.traceparent));
  const span = kit.span('GET /api/echo');
  expect(parent).toEqual({ traceId: span.traceId, spanId: span.spanId, flags: 1 });
  expect(span.kind).toBe(SPAN_KIND.CLIENT);
  expect(span.attributes['url.full']).toBe(`${kit.site.origin}/api/echo?q=REDACTED`);
  expect(span.attributes['http.response.status_code']).toBe(200);
  expect(span.resource['telemetry.sdk.language']).toBe('webjs');
  expect(JSON.stringify(kit.site.spans)).not.toContain('secret');
});

test('a fetch to another origin has a span but no header, unless the origin is allowed', async () => {
  await kit.open();
  await kit.page.evaluate(
    (url) => fetch(url).then((response) => response.text()),
    `${kit.other.origin}/api/other`,
  );
  await kit.untilSpans('GET /api/other');
  expect(requestTo(kit.other, '/api/other').headers.traceparent).toBeUndefined();

  await kit.open({ propagateTraceTo: [kit.other.origin] });
  await kit.page.evaluate(
    (url) => fetch(url).then((response) => response.text()),
    `${kit.other.origin}/api/allowed`,
  );
  await kit.untilSpans('GET /api/allowed');
  const { spanId } = kit.span('GET /api/allowed');
  expect(parseTraceParent(String(requestTo(kit.other, '/api/allowed').headers.traceparent))?.spanId).toBe(
    spanId,
  );
});

test('an init object or a Request that is used twice carries each span once, and nothing to another origin', async () => {
  await kit.open();
  await kit.page.evaluate(async (url) => {
    const init = { method: 'GET' };
    await fetch('/api/first', init);
    await fetch('/api/second', init);
    await fetch(`${url}/api/third`, init);
    const request = new Request('/api/request');
    await fetch(request);
    await fetch(request);
  }, kit.other.origin);
  await kit.site.until(() => kit.site.spans.filter((span) => span.name === 'GET /api/request').length === 2);

  expect(requestTo(kit.site, '/api/first').headers.traceparent).toContain(kit.span('GET /api/first').spanId);
  expect(requestTo(kit.site, '/api/second').headers.traceparent).toContain(
    kit.span('GET /api/second').spanId,
  );
  expect(requestTo(kit.other, '/api/third').headers.traceparent).toBeUndefined();
  const sent = kit.site.requests
    .filter((one) => one.path === '/api/request')
    .map((one) => one.headers.traceparent);
  expect(new Set(sent).size).toBe(2);
});

test("the app's own traceparent goes out as it is, and the span joins its trace", async () => {
  const own = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  await kit.open();
  await kit.page.evaluate((traceparent) => fetch('/api/own', { headers: { traceparent } }), own);
  await kit.untilSpans('GET /api/own');

  expect(requestTo(kit.site, '/api/own').headers.traceparent).toBe(own);
  expect(kit.span('GET /api/own')).toMatchObject({ traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16) });
});

test('prefetches make no span and are sent unsampled, the relay is never traced', async () => {
  await kit.open();
  await kit.page.evaluate(async () => {
    await fetch('/api/prefetched?_rsc=1', { headers: { RSC: '1', 'Next-Router-Prefetch': '1' } });
    await fetch('/api/telemetry/v1/logs', { method: 'POST', body: '{}' });
    await fetch('/api/real');
  });
  await kit.untilSpans('GET /api/real');

  expect(parseTraceParent(String(requestTo(kit.site, '/api/prefetched').headers.traceparent))?.flags).toBe(0);
  expect(
    kit.site.spans
      .map((span) => span.name)
      .filter((name) => name.includes('/api/'))
      .sort(),
  ).toEqual(['GET /api/real']);
  const relayed = kit.site.requests.filter((one) => one.path.startsWith('/api/telemetry/'));
  expect(relayed.length).toBeGreaterThan(1);
  for (const request of relayed) expect(request.headers.traceparent).toBeUndefined();
});

test('failures are on the span: an HTTP error, no answer at all, and not a request that the app called off', async () => {
  await kit.open();
  const rejected = await kit.page.evaluate(async () => {
    await fetch('/api/status/503');
    const refused = await fetch('http://127.0.0.1:9/api/refused').catch((error: Error) => error.name);
    const abort = new AbortController();
    const hanging = fetch('/api/hang', { signal: abort.signal }).catch((error: Error) => error.name);
    abort.abort();
    const unreadable = await fetch('http://[').catch((error: Error) => error.name);
    return [refused, await hanging, unreadable];
  });
  expect(rejected).toEqual(['TypeError', 'AbortError', 'TypeError']);
  await kit.site.until(() =>
    ['/api/status/503', '/api/refused', '/api/hang'].every((path) =>
      kit.site.spans.some((span) => span.name === `GET ${path}`),
    ),
  );

  expect(kit.span('GET /api/status/503')).toMatchObject({
    status: { code: STATUS_CODE.ERROR },
    attributes: { 'error.type': '503' },
  });
  const refused = kit.span('GET /api/refused');
  expect(refused).toMatchObject({
    status: { code: STATUS_CODE.ERROR },
    attributes: { 'error.type': 'TypeError' },
  });
  expect(refused.attributes['http.response.status_code']).toBeUndefined();
  expect(kit.span('GET /api/hang').status).toBeUndefined();
});

test('an unsampled trace is not sent, but what fails in it is', async () => {
  await kit.open({ sampleRatio: 0 });
  await kit.page.evaluate(async () => {
    await fetch('/api/fine');
    await fetch('/api/status/500');
  });
  await kit.site.until(() => kit.site.spans.length > 0);

  expect(kit.site.spans.map((span) => span.name)).toEqual(['GET /api/status/500']);
  expect(parseTraceParent(String(requestTo(kit.site, '/api/fine').headers.traceparent))?.flags).toBe(0);
});

test('what the page fetches by itself is part of its load, what a person causes is a trace of its own', async () => {
  await kit.page.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => void fetch('/api/hydration'));
  });
  await kit.open();
  await kit.page.evaluate(() => {
    document.querySelector('button')?.addEventListener('click', () => void fetch('/api/clicked'));
  });
  await kit.page.click('button');
  await kit.site.until(() =>
    ['click Go', 'GET /api/clicked', 'GET /api/hydration', 'page load /'].every((name) =>
      kit.site.spans.some((span) => span.name === name),
    ),
  );

  const load = kit.span('page load /');
  expect(kit.span('GET /api/hydration')).toMatchObject({ traceId: load.traceId, parentSpanId: load.spanId });
  const clicked = kit.span('GET /api/clicked');
  expect(clicked.traceId).not.toBe(load.traceId);
  expect(clicked.parentSpanId).toBe(kit.span('click Go').spanId);
  expect(kit.span('GET /api/clicked').attributes['throughline.page.id']).toBe(
    load.attributes['throughline.page.id'],
  );
});
