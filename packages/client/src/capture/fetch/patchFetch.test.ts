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

test('an object that names one address and is sent to another carries nothing there', async () => {
  await kit.open();
  await kit.page.evaluate(async (origin) => {
    const twoFaced = { url: '/api/named', toString: () => `${origin}/api/sent` };
    await fetch(twoFaced as unknown as string).then((response) => response.text());
  }, kit.other.origin);
  await kit.untilSpans('GET /api/sent');

  expect(requestTo(kit.other, '/api/sent').headers.traceparent).toBeUndefined();
  expect(kit.span('GET /api/sent').attributes['url.full']).toBe(`${kit.other.origin}/api/sent`);
});

test('a Request of another window is judged by its own address and keeps what it carries', async () => {
  await kit.open();
  await kit.page.evaluate(async (origin) => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const { Request: FrameRequest } = frame.contentWindow as unknown as typeof globalThis;
    const own = new FrameRequest(`${location.origin}/api/framed`, {
      method: 'PUT',
      body: 'a',
      headers: { 'x-own': '1' },
    });
    const other = new FrameRequest(`${origin}/api/abroad`);
    if (own instanceof Request) throw new Error('The frame has the Request of the page.');
    await fetch(own).then((response) => response.text());
    await fetch(other).then((response) => response.text());
    const again = new FrameRequest('/api/again', { headers: { 'x-own': '2' } });
    await fetch(again, { method: 'DELETE' }).then((response) => response.text());
  }, kit.other.origin);
  await kit.untilSpans('DELETE /api/again');
  await kit.untilSpans('PUT /api/framed');
  await kit.untilSpans('GET /api/abroad');

  const { headers, method } = requestTo(kit.site, '/api/framed');
  expect(parseTraceParent(String(headers.traceparent))?.spanId).toBe(kit.span('PUT /api/framed').spanId);
  expect(method).toBe('PUT');
  expect(headers['x-own']).toBe('1');
  expect(headers['content-length']).toBe('1');
  expect(requestTo(kit.site, '/api/again').headers).toMatchObject({
    'x-own': '2',
    traceparent: expect.stringContaining(kit.span('DELETE /api/again').spanId),
  });
  expect(requestTo(kit.other, '/api/abroad').headers.traceparent).toBeUndefined();
});

test('a fetch of a text throws nothing, not even to catch it: a debugger would stop there', async () => {
  await kit.open();
  const devtools = await kit.page.context().newCDPSession(kit.page);
  const stops: unknown[] = [];
  devtools.on('Debugger.paused', ({ callFrames }) => {
    stops.push(callFrames[0]?.functionName);
    void devtools.send('Debugger.resume');
  });
  await devtools.send('Debugger.enable');
  await devtools.send('Debugger.setPauseOnExceptions', { state: 'all' });
  await kit.page.evaluate(() => fetch('/api/calm').then((response) => response.text()));
  await kit.untilSpans('GET /api/calm');
  expect(stops).toEqual([]);
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

test('a RegExp allows what it matches of another origin, and a text the paths below it', async () => {
  const { origin } = kit.other;
  await kit.open({ propagateTraceTo: [`regexp:^${origin}/api/echo/v\\d+$`, `${origin}/api/text`] });
  await kit.page.evaluate(async (url) => {
    for (const path of ['echo/v2', 'echo/vx', 'text/deep', 'textile']) await fetch(`${url}/api/${path}`);
    await fetch('/api/last');
  }, origin);
  await kit.untilSpans('GET /api/last');
  const sent = (path: string) => requestTo(kit.other, path).headers.traceparent !== undefined;
  expect(['/api/echo/v2', '/api/echo/vx', '/api/text/deep', '/api/textile'].map(sent)).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test('what the app asks for goes out as it asked: headers, body, credentials, referrer', async () => {
  await kit.open();
  await kit.page.context().addCookies([{ name: 'who', value: 'visitor', url: kit.site.origin }]);
  const used = await kit.page.evaluate(async () => {
    const asked = {
      method: 'POST',
      body: '{"a":1}',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    } as const;
    const headers = { 'content-type': 'application/json', 'x-own': 'kept' };
    await fetch('/api/init', { ...asked, headers });
    const request = new Request('/api/request', { ...asked, headers: new Headers(headers) });
    await fetch(request);
    await fetch(new Request('/api/both', { headers: { 'x-own': 'replaced' } }), {
      headers: { 'x-own': 'kept' },
    });
    await fetch('/api/pairs', { headers: [['x-own', 'kept']] });
    return request.headers.has('traceparent');
  });
  expect(used).toBe(false);
  await kit.untilSpans('POST /api/init', 'POST /api/request', 'GET /api/both', 'GET /api/pairs');
  for (const path of ['/api/init', '/api/request', '/api/both', '/api/pairs']) {
    const { headers } = requestTo(kit.site, path);
    expect(headers['x-own']).toBe('kept');
    expect(headers.traceparent).toBeDefined();
  }
  for (const path of ['/api/init', '/api/request']) {
    const { method, headers } = requestTo(kit.site, path);
    expect(method).toBe('POST');
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'content-length': '7' });
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('referer');
  }
});

test('tracestate says the share, to the own origin; one that the app has set stays', async () => {
  await kit.open({ propagateTraceTo: [kit.other.origin] });
  await kit.page.evaluate(async (url) => {
    await fetch('/api/plain');
    await fetch('/api/init', { headers: { tracestate: 'vendor=1' } });
    await fetch(new Request('/api/request', { headers: { tracestate: 'vendor=2' } }));
    await fetch(`${url}/api/other`);
  }, kit.other.origin);
  await kit.untilSpans('GET /api/plain', 'GET /api/init', 'GET /api/request', 'GET /api/other');
  const stateTo = (path: string) => requestTo(kit.site, path).headers.tracestate;
  expect(stateTo('/api/plain')).toBe('ot=th:0');
  expect(stateTo('/api/init')).toBe('vendor=1, ot=th:0');
  expect(stateTo('/api/request')).toBe('vendor=2, ot=th:0');
  expect(kit.span('GET /api/plain').traceState).toBe('ot=th:0');
  // Its preflight allows `traceparent` alone.
  const { traceparent, tracestate } = requestTo(kit.other, '/api/other').headers;
  expect(traceparent).toContain(kit.span('GET /api/other').spanId);
  expect(tracestate).toBeUndefined();
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
