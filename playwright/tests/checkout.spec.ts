import { CARD } from '../stack/Shop.js';
import { expect, test, traceIdOf } from '../stack/test.js';

test('one click on "Buy" is one trace, from the browser through the server to SQL and payments', async ({
  shop,
  telemetry,
}) => {
  await shop.fillCart();
  const response = await shop.buy(CARD.good);
  expect(response.status()).toBe(201);
  const traceId = traceIdOf(response);

  const trace = await telemetry.traceWith(traceId, {
    service: 'store-browser',
    name: 'Buy',
    children: [
      {
        service: 'store-browser',
        name: 'POST /api/checkout',
        kind: 'client',
        attributes: { 'http.response.status_code': 201 },
        children: [
          {
            service: 'store',
            name: 'POST /api/checkout',
            kind: 'server',
            error: false,
            attributes: {
              'http.request.method': 'POST',
              'http.route': '/api/checkout',
              'http.response.status_code': 201,
            },
            descendants: [
              {
                service: 'store',
                kind: 'client',
                name: /INSERT/i,
                attributes: { 'db.system.name': 'postgresql' },
              },
              {
                service: 'store',
                kind: 'client',
                name: /^POST/,
                children: [
                  {
                    service: 'payments',
                    kind: 'server',
                    name: 'POST /charge',
                    attributes: { 'http.route': '/charge', 'http.response.status_code': 200 },
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
  expect(trace.services).toEqual(expect.arrayContaining(['store-browser', 'store', 'payments']));
  expect(trace.roots).toHaveLength(1);
  expect(trace.spans.filter((span) => span.error)).toEqual([]);
});

test('the trace reads: server span, the handler, what the handler did; no noise of the framework', async ({
  shop,
  telemetry,
}) => {
  await shop.fillCart();
  const traceId = traceIdOf(await shop.buy(CARD.good));
  // Whole: the server span is the last that ends, and payments sends its own.
  const trace = await telemetry.traceWith(traceId, {
    service: 'store',
    kind: 'server',
    descendants: [{ service: 'payments', kind: 'server' }],
  });
  const names = trace.spans.filter((span) => span.service === 'store').map((span) => span.name);
  expect(names.filter((name) => name === 'POST /api/checkout')).toHaveLength(1);
  expect(names.filter((name) => /route module|page components|start response|middleware/.test(name))).toEqual(
    [],
  );
  // One CLIENT span for the one outbound call, and SQL never carries a value.
  const store = trace.spans.filter((span) => span.service === 'store');
  expect(
    store.filter((span) => span.kind === 'client' && span.tags['db.system.name'] === undefined),
  ).toHaveLength(1);
  for (const span of store) {
    const text = span.tags['db.query.text'];
    if (text !== undefined) expect(String(text)).not.toMatch(/4242|'[^']*@/);
  }
});

test('log lines of both sides and the exemplar of the histogram carry the trace', async ({
  shop,
  telemetry,
}) => {
  await shop.fillCart();
  const traceId = traceIdOf(await shop.buy(CARD.good));

  const lines = await telemetry.logs(
    traceId,
    (found) =>
      found.some((line) => line.labels.source === 'browser') &&
      found.some((line) => line.labels.service_name === 'store') &&
      found.some((line) => line.labels.service_name === 'payments'),
  );
  for (const line of lines) {
    expect(Object.keys(line.labels).sort()).toEqual([
      'deployment_environment',
      'level',
      'service_name',
      'source',
    ]);
    expect(line.metadata.trace_id).toBe(traceId);
    expect(line.metadata.span_id).toMatch(/^[0-9a-f]{16}$/);
    expect(line.line).not.toContain('4242 4242');
    expect(line.line).not.toContain('4242424242424242');
  }
  const browserLine = lines.find((line) => line.labels.source === 'browser');
  expect(browserLine?.labels.service_name).toBe('store-browser');

  const exemplars = await telemetry.exemplars(traceId);
  const checkout = exemplars.find(({ seriesLabels }) => seriesLabels.http_route === '/api/checkout');
  expect(checkout?.seriesLabels).toMatchObject({
    http_request_method: 'POST',
    http_response_status_code: '201',
  });
  // Asked for by what it must hold: metrics are scraped when they like, maybe before the span is stored.
  const server = (
    await telemetry.traceWith(traceId, { service: 'store', kind: 'server', name: 'POST /api/checkout' })
  ).spans.find((span) => span.service === 'store' && span.kind === 'server');
  expect(server).toBeDefined();
  expect(checkout?.labels.span_id).toBe(server?.spanId);
});

test('a declined card is an answer, not a server error', async ({ shop, page, telemetry }) => {
  await shop.fillCart();
  const response = await shop.buy(CARD.declined);
  expect(response.status()).toBe(402);
  await expect(page.getByText(/declined/i).first()).toBeVisible();

  const trace = await telemetry.traceWith(traceIdOf(response), {
    service: 'store',
    kind: 'server',
    name: 'POST /api/checkout',
    error: false,
    attributes: { 'http.response.status_code': 402 },
    descendants: [{ service: 'payments', kind: 'server', error: false }],
  });
  expect(
    trace.spans.filter((span) => span.service !== 'store-browser' && span.kind === 'server' && span.error),
  ).toEqual([]);
  const lines = await telemetry.logs(trace.traceId, (found) =>
    found.some((line) => /refused|declined/i.test(line.line)),
  );
  expect(lines.filter((line) => line.labels.source === 'server' && line.labels.level === 'error')).toEqual(
    [],
  );
});

test('a payments outage is an error on the same trace, on both servers', async ({ shop, telemetry }) => {
  await shop.fillCart();
  const response = await shop.buy(CARD.outage);
  expect(response.status()).toBe(503);
  const trace = await telemetry.traceWith(traceIdOf(response), {
    service: 'store',
    kind: 'server',
    name: 'POST /api/checkout',
    error: true,
    attributes: { 'http.response.status_code': 503 },
    descendants: [
      { service: 'payments', kind: 'server', error: true, attributes: { 'http.response.status_code': 503 } },
    ],
  });
  await telemetry.logs(trace.traceId, (found) =>
    found.some((line) => line.labels.source === 'server' && line.labels.level === 'error'),
  );
});
