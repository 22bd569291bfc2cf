import { randomBytes } from 'node:crypto';
import { servePglite } from '../../apps/store/db/testing/servePglite.js';
import { expect, test } from '../stack/test.js';

test("OpenTelemetry's instrumentation of pg: the driver's spans below the shop's, in the request's trace", async ({
  startShop,
}) => {
  test.setTimeout(120_000);
  const postgres = await servePglite();
  try {
    const { url, telemetry } = await startShop({ DATABASE_URL: postgres.url });
    const traceId = randomBytes(16).toString('hex');
    const traceparent = `00-${traceId}-eee19b7ec3c1b174-01`;
    const response = await fetch(`${url}/api/search?q=lamp`, { headers: { traceparent } });
    expect(response.status).toBe(200);
    const trace = await telemetry.traceWith(traceId, {
      service: 'store',
      kind: 'server',
      name: 'GET /api/search',
      children: [
        {
          name: /handler/,
          children: [{ name: /SELECT products/, children: [{ name: /^pg\.query:SELECT/, kind: 'client' }] }],
        },
      ],
    });
    const [query] = trace.spans.filter(({ name }) => name.startsWith('pg.query:SELECT'));
    expect(query?.tags).toMatchObject({ 'db.system.name': 'postgresql' });
    // The text has placeholders: what a visitor typed is in no span.
    expect(JSON.stringify(trace.spans)).not.toContain('lamp');
  } finally {
    await postgres.close();
  }
});
