import { expect, test } from '../stack/test.js';

const span = {
  traceId: '5b8efff798038103d269b633813fc60c',
  spanId: 'eee19b7ec3c1b174',
  name: 'forged',
  startTimeUnixNano: '1',
  endTimeUnixNano: '2',
};
const body = JSON.stringify({
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'payments' } }] },
      scopeSpans: [{ spans: [span] }],
    },
  ],
});

test('another origin may not send, and neither may a program that names none', async ({
  request,
  telemetry,
}) => {
  const foreign = { 'content-type': 'application/json', origin: 'https://elsewhere.example' };
  expect((await request.post('/api/telemetry/v1/traces', { headers: foreign, data: body })).status()).toBe(
    403,
  );
  const crossSite = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' };
  expect((await request.post('/api/telemetry/v1/traces', { headers: crossSite, data: body })).status()).toBe(
    403,
  );
  expect(await telemetry.jaeger.trace(span.traceId)).toBeUndefined();
});

test('a sender cannot choose its identity or the past', async ({ request, urls, telemetry }) => {
  const own = { 'content-type': 'application/json', origin: urls.store };
  const before = Date.now();
  const answer = await request.post('/api/telemetry/v1/traces', { headers: own, data: body });
  expect(answer.status()).toBe(200);
  const trace = await telemetry.trace(span.traceId);
  expect(trace.services).toEqual(['store-browser']);
  // 1970 is outside what is believed.
  expect(trace.startUnixMicros / 1000).toBeGreaterThan(before - 60_000);
});

test('bad records are counted and their neighbours kept', async ({ request, urls, telemetry }) => {
  const own = { 'content-type': 'application/json', origin: urls.store };
  const traceId = `${'a'.repeat(31)}7`;
  const now = `${Date.now()}000000`;
  const good = { ...span, traceId, name: 'good', startTimeUnixNano: now, endTimeUnixNano: now };
  const data = { resourceSpans: [{ scopeSpans: [{ spans: [good, { ...good, spanId: 'no hex' }] }] }] };
  const answer = await request.post('/api/telemetry/v1/traces', { headers: own, data });
  expect(answer.status()).toBe(200);
  expect(Number((await answer.json()).partialSuccess.rejectedSpans)).toBe(1);
  expect((await telemetry.trace(traceId)).spans.map((found) => found.name)).toEqual(['good']);
});

test('what is no OTLP is told so', async ({ request, urls }) => {
  const own = { origin: urls.store };
  const post = (data: string, type: string) =>
    request.post('/api/telemetry/v1/logs', { headers: { ...own, 'content-type': type }, data });
  expect((await post('{', 'application/json')).status()).toBe(400);
  expect((await post('<x/>', 'application/xml')).status()).toBe(415);
  expect((await post(' '.repeat(1_100_000), 'application/json')).status()).toBe(413);
  const get = await request.get('/api/telemetry/v1/logs', { headers: own });
  expect(get.status()).toBe(405);
  expect(get.headers().allow).toContain('POST');
});

test('what is queued when the visitor leaves is sent then', async ({ shop, page, telemetry }) => {
  await shop.open('/break');
  const since = Date.now();
  await page.getByRole('button', { name: 'Write two lines' }).click();
  // Away at once: nothing has been sent yet.
  await page.goto('about:blank');
  await telemetry.waitFor('the line of the visitor who left', async () => {
    const lines = await telemetry.loki.queryRange({
      query: '{source="browser"}',
      startMillis: since - 1_000,
    });
    return lines.length > 0 ? { found: lines } : { seen: 'no line' };
  });
});

test('metrics need the token, health needs none and tells nothing', async ({ request }) => {
  expect((await request.get('/api/metrics')).status()).toBe(401);
  const health = await request.get('/api/health');
  expect(health.status()).toBe(200);
  expect(await health.json()).toEqual({ status: 'ok' });
});
