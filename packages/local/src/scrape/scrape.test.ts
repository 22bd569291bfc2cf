import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Backend, startBackend } from '@throughline/local';
import type { BackendStatus, TraceDetail } from '@throughline/viewer/api';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newSpanId, newTraceId, spanOf, traceRequest } from '../testing/requests.js';
import { TestClient } from '../testing/TestClient.js';
import { waitFor } from '../testing/waitFor.js';

const TOKEN = 'secret-token';
const traceId = newTraceId();
const spanId = newSpanId();
let app: Server;
let appUrl = '';
let pages = 0;
let healthy = true;
let backend: Backend;
let client: TestClient;

beforeEach(async () => {
  pages = 0;
  healthy = true;
  app = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return void response.writeHead(401).end();
    if (!healthy) return void response.writeHead(500).end('broken');
    pages += 1;
    response.setHeader('content-type', 'application/openmetrics-text; version=1.0.0');
    response.end(
      [
        '# TYPE hits counter',
        `hits_total{instance="own",path="/a"} ${pages}`,
        '# TYPE took_seconds histogram',
        `took_seconds_bucket{le="0.1"} 1 # {trace_id="${traceId}",span_id="${spanId}"} 0.05 1790000000.5`,
        'took_seconds_bucket{le="+Inf"} 1',
        'took_seconds_count 1',
        'took_seconds_sum 0.05',
        '# EOF\n',
      ].join('\n'),
    );
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/metrics`;
  backend = await startBackend({ port: 0 });
  client = new TestClient(backend);
});
afterEach(async () => {
  await backend.close();
  app.closeAllConnections();
  await new Promise((resolve) => app.close(resolve));
});

interface Vector {
  data: { result: { metric: Record<string, string>; value: [number, string] }[] };
}
const query = (text: string) => client.json<Vector>(`/api/v1/query?query=${encodeURIComponent(text)}`);
const scrapes = async () => (await client.json<BackendStatus>('/api/viewer/v1/status')).scrapes[0];

test('samples and exemplars are read with the token and found, exemplars once', async () => {
  backend.addScrape({ url: appUrl, bearerToken: TOKEN, intervalMillis: 100 });
  const value = await waitFor('a third scrape', async () => {
    const [hit] = (await query('hits_total{path="/a"}')).data.result;
    return hit !== undefined && Number(hit.value[1]) >= 3 ? hit : undefined;
  });
  const instance = new URL(appUrl).host;
  expect(value.metric).toEqual({
    __name__: 'hits_total',
    path: '/a',
    job: 'app',
    instance,
    exported_instance: 'own',
  });
  expect((await query('up')).data.result[0]?.value[1]).toBe('1');
  const exemplars = await client.json(
    `/api/v1/query_exemplars?query=${encodeURIComponent('took_seconds_bucket')}&start=0&end=2000000000`,
  );
  expect(exemplars).toEqual({
    status: 'success',
    data: [
      {
        seriesLabels: { __name__: 'took_seconds_bucket', le: '0.1', job: 'app', instance },
        exemplars: [
          { labels: { trace_id: traceId, span_id: spanId }, value: '0.05', timestamp: 1_790_000_000.5 },
        ],
      },
    ],
  });
  await client.post('/v1/traces', traceRequest('app', [spanOf({ traceId, spanId })]));
  const detail = await client.json<TraceDetail>(`/api/viewer/v1/traces/${traceId}`);
  expect(detail.exemplars).toEqual([
    {
      metric: 'took_seconds',
      labels: { job: 'app', instance },
      value: 0.05,
      unixMs: 1_790_000_000_500,
      spanId,
    },
  ]);
});

test('a target that fails is in the status and a value of `up`, and the token is nowhere', async () => {
  backend.addScrape({ url: appUrl, bearerToken: 'wrong', intervalMillis: 100 });
  const failing = await waitFor('the failure', async () => {
    const scrape = await scrapes();
    return scrape?.lastError ? scrape : undefined;
  });
  expect(failing).toEqual({ url: appUrl, lastSuccessUnixMs: null, lastError: 'HTTP status 401' });
  const up = await waitFor('a value of up', async () => (await query('up')).data.result[0]);
  expect(up.value[1]).toBe('0');
  expect(JSON.stringify(await client.json('/api/viewer/v1/status'))).not.toContain('wrong');
});

test('a target that comes back is read again', async () => {
  healthy = false;
  backend.addScrape({ url: appUrl, bearerToken: TOKEN, intervalMillis: 100 });
  await waitFor('the failure', async () =>
    (await scrapes())?.lastError === 'HTTP status 500' ? true : undefined,
  );
  healthy = true;
  const scrape = await waitFor('a success', async () => {
    const current = await scrapes();
    return current?.lastSuccessUnixMs ? current : undefined;
  });
  expect(scrape.lastError).toBeNull();
});

test('what an app said before it stopped to answer is not the present', async () => {
  backend.addScrape({ url: appUrl, bearerToken: TOKEN, intervalMillis: 100 });
  await waitFor('a sample', async () => (await query('hits_total')).data.result[0]);
  healthy = false;
  await waitFor('its end', async () =>
    (await query('hits_total')).data.result.length === 0 ? true : undefined,
  );
  expect((await query('up')).data.result[0]?.value[1]).toBe('0');
  healthy = true;
  await waitFor('a sample of the app that is back', async () => (await query('hits_total')).data.result[0]);
});

test('an app that starts after the backend is read as soon as it is up, not at the next interval', async () => {
  const { port } = app.address() as AddressInfo;
  await new Promise((resolve) => app.close(resolve));
  backend.addScrape({ url: appUrl, bearerToken: TOKEN, intervalMillis: 3_600_000 });
  await waitFor('the refusal', async () =>
    (await scrapes())?.lastError === 'ECONNREFUSED' ? true : undefined,
  );
  await new Promise<void>((resolve) => app.listen(port, '127.0.0.1', resolve));
  await waitFor('a sample', async () => (await query('hits_total')).data.result[0]);
  expect((await scrapes())?.lastError).toBeNull();
});
