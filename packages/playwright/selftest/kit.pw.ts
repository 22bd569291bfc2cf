import { expect, traceIdOf } from '@throughline/playwright';
import { TRACE_ID } from '../src/testing/jaegerTrace.js';
import { test } from './backend.js';

const CHECKOUT = {
  name: 'POST /api/checkout',
  service: 'store-browser',
  children: [
    {
      service: 'store',
      kind: 'server',
      attributes: { 'http.route': '/api/checkout' },
      children: [{ name: /^INSERT/ }],
      descendants: [{ name: 'payments.charge', error: true }],
    },
  ],
} as const;

test('from a request to all that it caused', async ({ page, server, telemetry }) => {
  await page.goto(server.url);
  const sent = page.waitForRequest('**/api/checkout');
  const answered = page.waitForResponse('**/api/checkout');
  await page.evaluate((traceId) => {
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    return fetch('/api/checkout', { method: 'POST', headers }).then((response) => response.text());
  }, TRACE_ID);
  const traceId = traceIdOf(await sent);
  expect(traceId).toBe(TRACE_ID);
  expect(traceIdOf(await answered)).toBe(TRACE_ID);

  expect(await telemetry.traceWith(traceId, CHECKOUT)).toHaveSpanTree(CHECKOUT);
  const trace = await telemetry.trace(traceId, (found) => found.spans.length === 5);
  expect(trace).toHaveSpan({ name: 'payments.charge', error: true });
  expect(trace).not.toHaveSpan({ name: 'refund' });
  expect(await telemetry.findTrace({ service: 'store' })).toHaveSpanTree(CHECKOUT);

  const [line] = await telemetry.logs(traceId);
  expect(line?.fields.msg).toBe('card declined');
  expect(await telemetry.exemplars(traceId)).toMatchObject([{ labels: { trace_id: TRACE_ID }, value: 0.4 }]);
});

test.describe('fails:', () => {
  test.use({ telemetryTimeoutMillis: 1000 });

  test('a request without traceparent', async ({ page, server }) => {
    const response = await page.goto(server.url);
    if (response) traceIdOf(response);
  });

  test('a trace that does not come', async ({ telemetry }) => {
    await telemetry.trace('e'.repeat(32));
  });

  test('a trace that stays as it is', async ({ telemetry }) => {
    await telemetry.traceWith(TRACE_ID, { name: 'refund' });
  });

  test('a tree that is not there', async ({ telemetry }) => {
    const trace = await telemetry.trace(TRACE_ID, (found) => found.spans.length === 5);
    expect(trace).toHaveSpanTree({ service: 'store', kind: 'server', children: [{ name: 'refund' }] });
  });

  test('log lines that do not come', async ({ telemetry }) => {
    await telemetry.logs('e'.repeat(32));
  });

  test('an exemplar that does not come', async ({ telemetry }) => {
    await telemetry.exemplars('e'.repeat(32));
  });
});
