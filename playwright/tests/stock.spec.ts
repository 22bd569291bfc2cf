import { expect, test, traceIdOf } from '../stack/test.js';

test("the spans of both sides are made by OpenTelemetry's own SDK", async ({ shop, page, telemetry }) => {
  const sent = (scope: string) =>
    page.waitForRequest(
      (request) => request.url().endsWith('/v1/traces') && request.postData()?.includes(scope) === true,
    );
  // The page load is sent by the composition: until then the early part makes the spans.
  const tookOver = sent('@throughline/client');
  await shop.open('/break');
  await tookOver;

  const requestSent = sent('@opentelemetry/instrumentation-fetch');
  const answered = page.waitForResponse((response) => response.url().includes('/api/break/throw'));
  await page.getByRole('button', { name: 'Call the handler' }).click();
  await requestSent;
  const { spans } = await telemetry.traceWith(traceIdOf(await answered), {
    service: 'store-browser',
    kind: 'client',
    children: [{ service: 'store', kind: 'server', name: 'GET /api/break/throw' }],
  });
  const served = spans.find(({ kind }) => kind === 'server');
  expect(served?.processTags['telemetry.sdk.name']).toBe('opentelemetry');
});
