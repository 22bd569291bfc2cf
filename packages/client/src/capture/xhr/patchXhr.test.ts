import { parseTraceParent, STATUS_CODE } from '@throughline/otlp';
import { expect, test } from 'vitest';
import type { RecordingSite } from '../../testing/recordingSite.js';
import { useTestPage } from '../../testing/testPage.js';

const kit = useTestPage();

function headersTo(where: RecordingSite, path: string) {
  const request = where.requests.find((one) => one.path.startsWith(path) && one.method !== 'OPTIONS');
  if (!request) throw new Error(`No request to ${path}.`);
  return request.headers;
}

/** Sends an XMLHttpRequest and waits for its end. */
async function send(url: string, prepare = ''): Promise<string> {
  return kit.page.evaluate(
    ([target, code]) =>
      new Promise<string>((resolve) => {
        const xhr = new XMLHttpRequest();
        xhr.open('get', target);
        new Function('xhr', code)(xhr);
        xhr.addEventListener('loadend', () => resolve(xhr.responseText));
        xhr.send();
      }),
    [url, prepare] as const,
  );
}

test('an XHR has a span like a fetch and carries its traceparent, with its size and times', async () => {
  await kit.open();
  expect(await send('/api/slow/120?q=secret', "xhr.setRequestHeader('x-own', 'kept')")).toBe('slow');
  await kit.untilSpans('GET /api/slow/120');
  const span = kit.span('GET /api/slow/120');
  const headers = headersTo(kit.site, '/api/slow/120');
  expect(parseTraceParent(String(headers.traceparent))).toEqual({
    traceId: span.traceId,
    spanId: span.spanId,
    flags: 1,
  });
  expect(headers['x-own']).toBe('kept');
  expect(span.attributes).toMatchObject({
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'http.response.body.size': 4,
    'url.full': `${kit.site.origin}/api/slow/120?q=REDACTED`,
    'throughline.page.path': '/',
  });
  expect(Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6).toBeGreaterThan(100);
  expect(span.traceId).toBe(kit.span('page load /').traceId);
});

test('one before the deferred part has arrived is not missed', async () => {
  await kit.openEarly();
  await send('/api/echo');
  await kit.bringDeferred();
  await kit.untilSpans('GET /api/echo');
  expect(parseTraceParent(String(headersTo(kit.site, '/api/echo').traceparent))?.spanId).toBe(
    kit.span('GET /api/echo').spanId,
  );
});

test('other origins get no header, one that the app set goes out as it is, and the relay is not traced', async () => {
  await kit.open();
  await send(`${kit.other.origin}/api/other`);
  const own = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  await send('/api/given', `xhr.setRequestHeader('TraceParent', '${own}')`);
  await send('/api/telemetry/v1/logs');
  await kit.untilSpans('GET /api/other', 'GET /api/given');
  expect(headersTo(kit.other, '/api/other').traceparent).toBeUndefined();
  expect(headersTo(kit.site, '/api/given').traceparent).toBe(own);
  expect(kit.span('GET /api/given')).toMatchObject({ traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16) });
  expect(kit.site.spans.map(({ name }) => name)).not.toContain('GET /api/telemetry/v1/logs');
});

test('what is answered with an error, times out, is called off or finds nobody says so', async () => {
  await kit.open();
  await send('/api/status/503');
  await send('/api/status/404');
  await send('/api/hang', 'xhr.timeout = 50');
  await send('/api/endless', 'setTimeout(() => xhr.abort(), 50)');
  await send('http://127.0.0.1:9/nobody');
  const names = [
    'GET /api/status/503',
    'GET /api/status/404',
    'GET /api/hang',
    'GET /api/endless',
    'GET /nobody',
  ];
  await kit.untilSpans(...names);
  const outcomes = names.map((name) => {
    const { attributes, status } = kit.span(name);
    return [attributes['error.type'], status?.code ?? STATUS_CODE.UNSET];
  });
  expect(outcomes).toEqual([
    ['503', STATUS_CODE.ERROR],
    ['404', STATUS_CODE.UNSET],
    ['timeout', STATUS_CODE.ERROR],
    ['abort', STATUS_CODE.UNSET],
    ['error', STATUS_CODE.ERROR],
  ]);
});

test('one object that is used twice, synchronously too, has a span each time; switched off it has none', async () => {
  await kit.open();
  await kit.page.evaluate(() => {
    const xhr = new XMLHttpRequest();
    for (const path of ['/api/echo', '/api/again']) {
      xhr.open('POST', path, false);
      xhr.send('body');
    }
  });
  await kit.untilSpans('POST /api/echo', 'POST /api/again');

  kit.site.reset();
  await kit.open({ capture: { xhr: false } });
  await send('/api/echo');
  await kit.page.evaluate(() => fetch('/api/last'));
  await kit.untilSpans('GET /api/last');
  expect(kit.site.spans.map(({ name }) => name)).not.toContain('GET /api/echo');
  expect(headersTo(kit.site, '/api/echo').traceparent).toBeUndefined();
});
