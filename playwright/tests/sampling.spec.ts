import { randomBytes } from 'node:crypto';
import { expect, test } from '../stack/test.js';

const REQUESTS = 20;
/** Nothing else asks for it: who waits until the shop is up asks for a search. */
const ROUTE = '/product/[slug]';

for (const provider of ['light', 'sdk'])
  test(`at ratio 0 a failed request is there as a whole, the others only in the metrics (provider: ${provider})`, async ({
    startShop,
  }) => {
    test.setTimeout(120_000);
    const { url, telemetry } = await startShop({
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
      // What callers ask for is a contract of its own, with tests of its own.
      THROUGHLINE_FORCED_TRACES_PER_SECOND: '0',
      THROUGHLINE_PROVIDER: provider,
      // What is slow is kept too, and on a busy machine a page may be.
      THROUGHLINE_SLOW_MILLIS: '60000',
    });
    const { jaeger, metrics, waitFor } = telemetry;
    const ids: string[] = [];
    const get = async (path: string, flags: string) => {
      const traceId = randomBytes(16).toString('hex');
      const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-${flags}`;
      const response = await fetch(url + path, { headers: { traceparent } });
      await response.text();
      return { traceId, status: response.status };
    };
    for (let index = 0; index < REQUESTS; index++) {
      const { traceId, status } = await get('/product/morning-mug', index % 2 ? '00' : '01');
      expect(status).toBe(200);
      ids.push(traceId);
    }
    const failed = await get('/api/break/throw', '00');
    expect(failed.status).toBe(500);

    const trace = await waitFor('the failed request', async () => {
      const found = await jaeger.trace(failed.traceId);
      return found?.spans.some(({ kind }) => kind === 'server') ? { found } : { seen: 'no trace' };
    });
    const server = trace.spans.find(({ kind }) => kind === 'server');
    expect(server?.name).toBe('GET /api/break/throw');
    expect(server?.tags['throughline.sampling.kept_for']).toBe('error');
    const names = trace.spans.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['handler /api/break/throw', expect.stringMatching(/^SELECT/)]),
    );

    // Exported later than all of them, so what was to come of them has come.
    for (const traceId of ids) expect(await jaeger.trace(traceId)).toBeUndefined();
    await waitFor('the metrics of all requests', async () => {
      const samples = await metrics.query(
        `http_server_request_duration_seconds_count{http_route="${ROUTE}",http_response_status_code="200",instance="${new URL(url).host}"}`,
      );
      return samples[0]?.value === REQUESTS ? { found: true } : { seen: JSON.stringify(samples) };
    });
  });
