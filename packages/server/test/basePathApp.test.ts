import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type App, startApp } from './startApp.js';
import { type Sink, startSink } from './startSink.js';

/** Below a base path, and with a slash at the end of each path. */
const FOLDER = fileURLToPath(new URL('../test-base-path-app', import.meta.url));
const NEXT = createRequire(import.meta.url).resolve('next/dist/bin/next');
const TOKEN = 'metrics-token';

let sink: Sink;
let app: App;
beforeAll(async () => {
  const env = { PATH: process.env.PATH, NEXT_TELEMETRY_DISABLED: '1' };
  await promisify(execFile)(process.execPath, [NEXT, 'build'], { cwd: FOLDER, env });
  sink = await startSink();
  app = await startApp(
    FOLDER,
    [NEXT, 'start'],
    {
      OTEL_SERVICE_NAME: 'shop',
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      LOKI_URL: sink.url,
      THROUGHLINE_METRICS_TOKEN: TOKEN,
    },
    200,
    '/shop',
  );
});
afterAll(async () => {
  await app?.terminate();
  await sink?.close();
});

const METRICS = { headers: { authorization: `Bearer ${TOKEN}` } };

it('below a base path and with trailing slashes no trace is made of files and of telemetry itself', async () => {
  const page = await (await fetch(`${app.url}/shop/`)).text();
  const [file = expect.fail('no picture')] = /\/shop\/_next\/static\/media\/[^"]+/.exec(page) ?? [];
  // As a browser asks within its trace: of what has a caller even a file is a request.
  const traceparent = `00-${'c'.repeat(32)}-${'d'.repeat(16)}-01`;
  expect((await fetch(app.url + file, { headers: { traceparent } })).status).toBe(200);
  expect((await fetch(`${app.url}/shop/api/health`)).status).toBe(200);

  const sent = await fetch(`${app.url}/shop/api/telemetry/v1/logs`, {
    method: 'POST',
    headers: { origin: app.url, 'content-type': 'application/json' },
    body: JSON.stringify({
      resourceLogs: [{ scopeLogs: [{ logRecords: [{ body: { stringValue: 'from the browser' } }] }] }],
    }),
  });
  expect([sent.status, await sent.json()]).toEqual([200, {}]);
  await (await fetch(`${app.url}/shop/api/metrics`, METRICS)).text();
  // The last one: what came before it has been exported when it is there.
  await fetch(`${app.url}/shop/api/echo/`, { method: 'POST' });

  const messages = () => sink.lines.map(({ fields }) => fields.msg);
  const names = () => sink.spans.filter(({ span }) => span.kind === 2).map(({ span }) => span.name);
  await vi.waitFor(() => expect(names()).toContain('POST /api/echo'), { timeout: 10_000 });
  await vi.waitFor(() => expect(messages()).toEqual(expect.arrayContaining(['echoed', 'from the browser'])), {
    timeout: 10_000,
  });
  // Where Next sends to the path with a slash that is a request of its own.
  expect([...new Set(names())].sort()).toEqual(['GET /', 'POST /api/echo']);
  const metrics = await (await fetch(`${app.url}/shop/api/metrics/`, METRICS)).text();
  const routes = [...metrics.matchAll(/request_duration_seconds_count\{[^}]*http_route="([^"]+)"/g)];
  expect([...new Set(routes.map(([, route]) => route))].sort()).toEqual(['/', '/api/echo']);
});
