import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { expectLastWords } from './expectLastWords.js';
import { type App, startApp } from './startApp.js';
import { type Sink, startSink } from './startSink.js';
import { renderTree, spansOf } from './traceTree.js';

/** With a proxy, Cache Components, a rewrite and a build folder of its own. */
const FOLDER = fileURLToPath(new URL('../test-proxy-app', import.meta.url));
const NEXT = createRequire(import.meta.url).resolve('next/dist/bin/next');
const CALLER = 'b7ad6b7169203331';
const TOKEN = 'metrics-token';

let sink: Sink;
let app: App;
beforeAll(async () => {
  const env = { PATH: process.env.PATH, NEXT_TELEMETRY_DISABLED: '1' };
  await promisify(execFile)(process.execPath, [NEXT, 'build'], { cwd: FOLDER, env });
  sink = await startSink();
  app = await startApp(FOLDER, [NEXT, 'start'], {
    OTEL_SERVICE_NAME: 'proxied',
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    LOKI_URL: sink.url,
    THROUGHLINE_METRICS_TOKEN: TOKEN,
    THROUGHLINE_PROVIDER: process.env.THROUGHLINE_PROVIDER ?? 'light',
  });
});
afterAll(async () => {
  await app?.terminate();
  await sink?.close();
});

let traces = 0;

/** Asks as a browser's fetch span does, and waits for the request's SERVER span: there has to be one. */
async function ask(method: string, path: string, headers: Record<string, string> = {}) {
  traces += 1;
  const traceId = traces.toString(16).padStart(32, 'b');
  const response = await fetch(app.url + path, {
    method,
    redirect: 'manual',
    headers: { ...headers, traceparent: `00-${traceId}-${CALLER}-01` },
  });
  await response.text();
  const servers = () => spansOf(sink, traceId).filter(({ span }) => span.kind === 2);
  await vi.waitFor(() => expect(servers()).not.toEqual([]), { timeout: 10_000 });
  const [server = expect.fail('no server span'), ...others] = servers();
  expect(others).toEqual([]);
  return { traceId, response, server, tree: renderTree(spansOf(sink, traceId), CALLER) };
}

async function readMetrics(): Promise<string> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  return (await fetch(`${app.url}/api/metrics`, { headers })).text();
}

it.each([
  ['GET', '/', 200, ['GET /', '  proxy']],
  ['POST', '/fail', 500, ['POST /fail', '  proxy', '  handler /fail']],
  ['GET', '/gone', 404, ['GET', '  proxy']],
  ['GET', '/moved', 307, ['GET', '  proxy']],
  ['GET', '/answered', 403, ['GET', '  proxy']],
] as const)('%s %s behind the proxy is one request, with its true status %i', async (...expected) => {
  const [method, path, status, lines] = expected;
  const { response, server, tree } = await ask(method, path);
  expect(response.status).toBe(status);
  expect(tree).toEqual(lines);
  expect(server.attributes['http.response.status_code']).toBe(status);
  expect(server.attributes['http.route']).toBe(lines[0].split(' ')[1]);
  expect(server.span.status?.code ?? 0).toBe(status === 500 ? 2 : 0);
});

it.each(['/items/7', '/old/7'])('%s has the route of the page that renders it', async (path) => {
  const { tree, server } = await ask('GET', path);
  expect(tree.slice(0, 4)).toEqual([
    'GET /items/[id]',
    '  proxy',
    '  render /items/[id]',
    '    SELECT items',
  ]);
  expect(server.attributes['url.path']).toBe(path);
});

it('what the proxy throws is on its span, fails the request and is one error line', async () => {
  const { traceId, response, server } = await ask('GET', '/throws');
  expect(response.status).toBe(500);
  expect(server.span.status).toEqual({ code: 2, message: 'the proxy broke' });
  const events = spansOf(sink, traceId).flatMap(({ span }) => (span.events ?? []).map(() => span.name));
  expect(events).toEqual(['proxy']);
  const errors = () =>
    sink.lines.filter(({ metadata, labels }) => metadata.trace_id === traceId && labels.level === 'error');
  await vi.waitFor(() => expect(errors()).toHaveLength(1), { timeout: 10_000 });
  expect(errors()[0]?.fields).toMatchObject({
    msg: 'GET /throws: the proxy broke',
    err: { message: 'the proxy broke', stack: expect.stringContaining('Error: the proxy broke') },
  });
});

it('the payload of a soft navigation says that it is one', async () => {
  const redirected = await ask('GET', '/cached', { rsc: '1' });
  // Next sends a program that knows no cache key to the address that has it.
  const path = redirected.response.headers.get('location') ?? '';
  const { response, server } = await ask('GET', path, { rsc: '1' });
  expect(response.headers.get('content-type')).toBe('text/x-component');
  expect(server.span.name).toBe('GET /cached');
  expect(server.attributes['throughline.next.kind']).toBe('rsc');
  const page = await ask('GET', '/items/7');
  expect(page.server.attributes['throughline.next.kind']).toBe('page');
});

it("what 'use cache' makes anew is in the trace of the request that set it off", async () => {
  const reads = async (cache: string, queries: number) => {
    const { server, tree } = await ask('GET', '/cached');
    expect(server.attributes['throughline.next.cache']).toBe(cache);
    expect(tree.filter((line) => line.trim() === 'SELECT news')).toHaveLength(queries);
  };
  await vi.waitFor(() => reads('stale', 1), { timeout: 20_000, interval: 1_200 });
  await vi.waitFor(() => reads('hit', 0), { timeout: 20_000 });
});

it('a page that is prerendered may log, count and measure', async () => {
  // At build time it was rendered once already: else there were no build.
  const lines = () => sink.lines.filter(({ fields }) => fields.msg === 'told');
  const shown = async () => (await fetch(`${app.url}/told`)).text();
  const first = await shown();
  await vi.waitFor(async () => expect(await shown()).not.toBe(first), { timeout: 20_000, interval: 1_200 });
  await vi.waitFor(() => expect(lines()).not.toEqual([]), { timeout: 10_000 });
  for (const { fields, metadata } of lines()) {
    expect(String(fields.time).slice(0, 8)).toBe(String(Date.now()).slice(0, 8));
    expect(spansOf(sink, metadata.trace_id ?? '').map(({ span }) => span.name)).toContain('tell');
  }
  expect(await readMetrics()).toMatch(/told_total \d+ # \{trace_id="[0-9a-f]{32}"/);
});

it('a page view of a rewritten address has the route of its page', async () => {
  const record = {
    timeUnixNano: `${Date.now()}000000`,
    eventName: 'browser.navigation',
    attributes: Object.entries({
      'throughline.page.id': 'c'.repeat(16),
      'url.path': '/old/7',
      'throughline.navigation.type': 'load',
    }).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  };
  const sent = await fetch(`${app.url}/api/telemetry/v1/logs`, {
    method: 'POST',
    headers: { origin: app.url, 'content-type': 'application/json' },
    body: JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] }),
  });
  expect(await sent.json()).toEqual({});
  expect(await readMetrics()).toMatch(/browser_page_views_total\{http_route="\/items\/\[id\]"[^}]*\} 1/);
});

it.each(['end', 'destroy'] as const)(
  'what browsers send passes the proxy, and is kept when its sender is gone (%s)',
  async (how) => {
    await expectLastWords(app, sink, how, () => ask('GET', '/items/7'));
  },
);

it('the metrics have each request once', async () => {
  const count = async () => {
    const line = /_count\{[^}]*http_route="unmatched",http_response_status_code="403"\} (\d+)/.exec(
      await readMetrics(),
    );
    return Number(line?.[1] ?? 0);
  };
  const before = await count();
  for (let index = 0; index < 5; index++) await ask('GET', '/answered');
  expect(await count()).toBe(before + 5);
});
