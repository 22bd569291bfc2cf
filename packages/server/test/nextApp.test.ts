import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectLastWords } from './expectLastWords.js';
import { type App, startApp } from './startApp.js';
import { type ReceivedSpan, type Sink, startSink } from './startSink.js';
import { renderTree, spansOf as spansInSink } from './traceTree.js';

const FOLDER = fileURLToPath(new URL('../test-app', import.meta.url));
const NEXT = createRequire(import.meta.url).resolve('next/dist/bin/next');
const TOKEN = 'metrics-token';
const BROWSER_SPAN = 'b7ad6b7169203331';

let sink: Sink;
let app: App;

beforeAll(async () => {
  await promisify(execFile)(process.execPath, [NEXT, 'build'], {
    cwd: FOLDER,
    env: { PATH: process.env.PATH, NEXT_TELEMETRY_DISABLED: '1' },
  });
  sink = await startSink();
  app = await startApp(FOLDER, [NEXT, 'start'], environment());
});

afterAll(async () => {
  await app?.terminate();
  await sink?.close();
});

function environment(): Record<string, string> {
  return {
    OTEL_SERVICE_NAME: 'shop',
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    LOKI_URL: sink.url,
    PAYMENTS_URL: sink.url,
    THROUGHLINE_METRICS_TOKEN: TOKEN,
    // Either provider shows the same: `THROUGHLINE_PROVIDER=sdk` runs all this with the other.
    THROUGHLINE_PROVIDER: process.env.THROUGHLINE_PROVIDER ?? 'light',
  };
}

let traces = 0;

/** A request as a browser's fetch span sends it, in a trace of its own. */
async function request(method: string, path: string, init: RequestInit = {}) {
  traces += 1;
  const traceId = traces.toString(16).padStart(32, 'a');
  const headers = new Headers(init.headers);
  headers.set('traceparent', `00-${traceId}-${BROWSER_SPAN}-01`);
  const response = await fetch(app.url + path, { ...init, method, headers });
  return { traceId, status: response.status, body: await response.text() };
}

/** Waits until the trace's server span is there, and gives the trace as lines: indented by depth. */
async function treeOf(traceId: string, root: string): Promise<string[]> {
  return vi.waitFor(
    () => {
      const spans = spansOf(traceId);
      expect(spans.map(({ span }) => span.name)).toContain(root);
      return renderTree(spans, BROWSER_SPAN);
    },
    { timeout: 10_000 },
  );
}

function spansOf(traceId: string): ReceivedSpan[] {
  return spansInSink(sink, traceId);
}

async function linesOf(traceId: string, count: number) {
  return vi.waitFor(
    () => {
      const lines = sink.lines.filter(({ metadata }) => metadata.trace_id === traceId);
      expect(lines).toHaveLength(count);
      return lines;
    },
    { timeout: 10_000 },
  );
}

describe('a route handler', () => {
  it('continues the browser trace down to the query and the outbound call', async () => {
    const { traceId, status } = await request('POST', '/api/checkout');
    expect(status).toBe(200);
    expect(await treeOf(traceId, 'POST /api/checkout')).toEqual([
      'POST /api/checkout',
      '  handler /api/checkout',
      '    place order',
      '      INSERT orders',
      `      POST ${new URL(sink.url).host}`,
    ]);
    const server = spansOf(traceId).find(({ span }) => span.name === 'POST /api/checkout');
    expect(server?.span.kind).toBe(2);
    expect(server?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.response.status_code': 200,
      'http.route': '/api/checkout',
      'url.path': '/api/checkout',
    });
    expect(Object.keys(server?.attributes ?? {}).filter((key) => key.startsWith('next.'))).toEqual([]);
    const client = spansOf(traceId).find(({ span }) => span.kind === 3 && span.name.startsWith('POST'));
    expect(client?.attributes['url.full']).toBe(`${sink.url}/charge`);
    expect(sink.payments.at(-1)?.traceparent).toBe(`00-${traceId}-${client?.span.spanId}-01`);

    const lines = await linesOf(traceId, 2);
    expect(lines.map(({ fields }) => fields.msg)).toEqual(['order placed', 'POST /api/checkout 200']);
    expect(lines[0]?.labels).toEqual({
      service_name: 'shop',
      deployment_environment: 'production',
      source: 'server',
      level: 'info',
    });
    expect(lines[0]?.fields.password).toBe('[redacted]');
    expect(lines[1]?.metadata).toEqual({
      trace_id: traceId,
      span_id: server?.span.spanId,
      route: '/api/checkout',
    });
  });

  it('shows a thrown error once as an exception and once as an error line', async () => {
    const { traceId, status } = await request('POST', '/api/fail');
    expect(status).toBe(500);
    await treeOf(traceId, 'POST /api/fail');
    const spans = spansOf(traceId);
    const server = spans.find(({ span }) => span.kind === 2);
    expect(server?.span.status).toMatchObject({ code: 2, message: 'the handler broke' });
    const events = spans.flatMap(({ span }) => span.events ?? []);
    expect(events.map(({ name }) => name)).toEqual(['exception']);
    const errors = (await linesOf(traceId, 2)).filter(({ labels }) => labels.level === 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0]?.fields.err).toMatchObject({
      message: 'the handler broke',
      cause: { message: 'the cause' },
    });
  });
});

describe('work that outlives its handler', () => {
  it('a stream, a timer and after() keep their parent', async () => {
    const { traceId, body } = await request('GET', '/api/later');
    expect(body).toBe('streamed');
    await vi.waitFor(() => expect(spansOf(traceId)).toHaveLength(5), { timeout: 10_000 });
    expect(await treeOf(traceId, 'GET /api/later')).toEqual([
      'GET /api/later',
      '  handler /api/later',
      '    chunk',
      '    timer',
      '    after the answer',
    ]);
  });
});

it('an answer that breaks off is one error, with what caused it', async () => {
  const traceId = 'b5'.repeat(16);
  const headers = { traceparent: `00-${traceId}-${BROWSER_SPAN}-01` };
  const read = async () => (await fetch(`${app.url}/api/broken-stream`, { headers })).text();
  await expect(read()).rejects.toThrow();
  await treeOf(traceId, 'GET /api/broken-stream');
  const server = spansOf(traceId).find(({ span }) => span.kind === 2);
  expect(server?.span.status?.code).toBe(2);
  const events = spansOf(traceId).flatMap(({ span }) => span.events ?? []);
  expect(events.map(({ name }) => name)).toEqual(['exception']);
  expect(JSON.stringify(events)).toContain('Caused by: Error: the source broke');
});

describe("Next's own spans", () => {
  let detailed: App;
  beforeAll(async () => {
    detailed = await startApp(FOLDER, [NEXT, 'start'], { ...environment(), THROUGHLINE_DETAIL: 'framework' });
  });
  afterAll(() => detailed?.terminate());

  it("are there with detail: 'framework', below the one SERVER span", async () => {
    const traceId = 'd'.repeat(32);
    const headers = { traceparent: `00-${traceId}-${BROWSER_SPAN}-01` };
    expect((await fetch(`${detailed.url}/items/7`, { headers })).status).toBe(200);
    const tree = await treeOf(traceId, 'GET /items/[id]');
    expect(tree[0]).toBe('GET /items/[id]');
    expect(tree).toContainEqual(expect.stringMatching(/^ +render \/items\/\[id\]$/));
    expect(tree).toContainEqual(expect.stringMatching(/^ +SELECT items$/));
    expect(tree).toContainEqual(expect.stringMatching(/^ +(build component tree|resolve page components)/));
    expect(spansOf(traceId).filter(({ span }) => span.kind === 2)).toHaveLength(1);
  });
});

describe("OpenTelemetry's SDK as the provider", () => {
  let sdk: App;
  beforeAll(async () => {
    sdk = await startApp(FOLDER, [NEXT, 'start'], { ...environment(), THROUGHLINE_PROVIDER: 'sdk' });
  });
  afterAll(() => sdk?.terminate());

  it('shows the same spans', async () => {
    const trees = async (url: string, first: string) => {
      const shown: string[][] = [];
      for (const [index, [method, path, root, count]] of (
        [
          ['POST', '/api/checkout', 'POST /api/checkout', 5],
          ['POST', '/api/fail', 'POST /api/fail', 2],
          ['GET', '/items/7', 'GET /items/[id]', 3],
          ['GET', '/api/later', 'GET /api/later', 5],
        ] as const
      ).entries()) {
        const traceId = `${first}${index}`.padStart(32, '1');
        const headers = { traceparent: `00-${traceId}-${BROWSER_SPAN}-01` };
        await (await fetch(url + path, { method, headers })).text();
        await vi.waitFor(() => expect(spansOf(traceId)).toHaveLength(count), { timeout: 10_000 });
        const attributes = spansOf(traceId).map((span) => Object.keys(span.attributes).sort().join());
        shown.push([...(await treeOf(traceId, root)), ...attributes.sort()]);
      }
      return shown;
    };
    expect(await trees(sdk.url, 'ab')).toEqual(await trees(app.url, 'cd'));
  });
});

describe('pages', () => {
  it('a dynamic page has its render and its query', async () => {
    const { traceId } = await request('GET', '/items/7');
    expect(await treeOf(traceId, 'GET /items/[id]')).toEqual([
      'GET /items/[id]',
      '  render /items/[id]',
      '    SELECT items',
    ]);
  });

  it('a static page has its route; an unknown path has none', async () => {
    const home = await request('GET', '/');
    expect(await treeOf(home.traceId, 'GET /')).toEqual(['GET /']);
    const unknown = await request('GET', '/nothing/here');
    expect(unknown.status).toBe(404);
    expect(await treeOf(unknown.traceId, 'GET')).toEqual(['GET']);
  });

  it('a server action is marked as one, and its failure is on its span', async () => {
    const page = await request('GET', '/cart');
    const action = /\$ACTION_ID_([0-9a-f]+)/.exec(page.body)?.[1] ?? '';
    const { traceId } = await request('POST', '/cart', {
      headers: { 'next-action': action, 'content-type': 'text/plain;charset=UTF-8' },
      body: '["broken"]',
    });
    await treeOf(traceId, 'POST /cart');
    const [server] = spansOf(traceId);
    expect(server?.attributes['throughline.next.kind']).toBe('action');
    expect(server?.attributes['throughline.next.action.id']).toBe(action);
    expect(server?.attributes['throughline.next.action']).toBe('$$RSC_SERVER_ACTION_0');
    const messages = (await linesOf(traceId, 3)).map(({ fields }) => fields.msg);
    expect(messages[0]).toBe('added to the cart');
    expect(server?.span.status).toMatchObject({ code: 2, message: 'the action broke' });
  });
});

describe('a form of a server action that is sent without JavaScript', () => {
  /** The page's forms as a browser would send them, with what a visitor filled in. */
  async function sendForm(index: number, filledIn: Record<string, string> = {}) {
    const { body: page } = await request('GET', '/cart');
    const html = page.split('<form').slice(1)[index]?.split('</form>')[0] ?? expect.fail('no such form');
    const form = new FormData();
    for (const [tag] of html.matchAll(/<input type="hidden"[^>]*>/g)) {
      const [name = '', value = ''] = ['name', 'value'].map((key) =>
        new RegExp(`${key}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&quot;', '"'),
      );
      form.append(name, value);
    }
    for (const [name, value] of Object.entries(filledIn)) form.append(name, value);
    const sent = await request('POST', '/cart', { body: form });
    await treeOf(sent.traceId, 'POST /cart');
    return { ...sent, server: spansOf(sent.traceId).find(({ span }) => span.kind === 2) };
  }

  it('is marked with its action', async () => {
    const { status, server } = await sendForm(0, { item: '1' });
    expect(status).toBe(200);
    expect(server?.attributes).toMatchObject({
      'throughline.next.kind': 'action',
      'throughline.next.action': '$$RSC_SERVER_ACTION_0',
      'throughline.next.action.id': expect.stringMatching(/^[0-9a-f]+$/),
    });
    expect(server?.span.status?.code ?? 0).toBe(0);
  });

  it('is marked with its action when values are bound to it', async () => {
    const { server, traceId } = await sendForm(1);
    expect(server?.attributes['throughline.next.action']).toBe('remove');
    expect((await linesOf(traceId, 2)).map(({ fields }) => fields.msg)).toContain('removed 3');
  });

  it('has its failure on its span', async () => {
    const { status, server, traceId } = await sendForm(0, { item: 'broken' });
    expect(status).toBe(500);
    expect(server?.attributes['throughline.next.kind']).toBe('action');
    expect(server?.span.status).toMatchObject({ code: 2, message: 'the action broke' });
    const errors = (await linesOf(traceId, 3)).filter(({ labels }) => labels.level === 'error');
    expect(errors).toHaveLength(1);
  });
});

describe('the edge runtime', () => {
  it('breaks nothing', async () => {
    const { status, body } = await request('GET', '/api/edge');
    expect([status, body]).toEqual([200, 'served by the edge runtime']);
  });
});

describe('metrics and health', () => {
  it('the histogram carries the trace as exemplar', async () => {
    const { traceId } = await request('POST', '/api/checkout');
    await treeOf(traceId, 'POST /api/checkout');
    const response = await fetch(`${app.url}/api/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const page = await response.text();
    expect(response.headers.get('content-type')).toContain('application/openmetrics-text');
    expect(page).toContain(`trace_id="${traceId}"`);
    expect(page).toMatch(
      /_count\{http_request_method="GET",http_route="unmatched",http_response_status_code="404"\}/,
    );
    expect(page.trimEnd()).toMatch(/# EOF$/);
    expect(page).not.toContain('/api/health');
  });

  it('counts requests in flight, weighs answers, times outbound calls and says what runs', async () => {
    await request('POST', '/api/checkout');
    const response = await fetch(`${app.url}/api/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const page = await response.text();
    const value = (series: string) =>
      Number(
        page
          .split('\n')
          .find((line) => line.startsWith(series))
          ?.split(' ')[1],
      );
    expect(value('http_server_active_requests{http_request_method="POST"}')).toBe(0);
    const labels = 'http_request_method="POST",http_route="/api/checkout",http_response_status_code="200"';
    const count = value(`http_server_response_body_size_bytes_count{${labels}}`);
    // As sent: compressed, in chunks.
    const bytes = value(`http_server_response_body_size_bytes_sum{${labels}}`) / count;
    expect(bytes).toBeGreaterThanOrEqual('{"paid":true}'.length);
    expect(bytes).toBeLessThan(100);
    expect(
      value(
        'http_client_request_duration_seconds_count{http_request_method="POST",server_address="127.0.0.1",http_response_status_code="200",error_type=""}',
      ),
    ).toBe(count);
    expect(page).toContain(`service_name="shop",service_version="",deployment_environment="production"`);
  });

  it('is ready until its check fails, and does not say why', async () => {
    const ready = async () => {
      const response = await fetch(`${app.url}/api/health/ready`);
      return [response.status, await response.json()];
    };
    expect(await ready()).toEqual([200, { status: 'ok' }]);
    await fetch(`${app.url}/api/break-database`, { method: 'POST' });
    expect(await ready()).toEqual([503, { status: 'unavailable' }]);
    expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
  });

  it('the metrics need the token, the health does not', async () => {
    expect((await fetch(`${app.url}/api/metrics`)).status).toBe(401);
    const wrong = await fetch(`${app.url}/api/metrics`, { headers: { authorization: 'Bearer wrong' } });
    expect(wrong.status).toBe(401);
    expect(await (await fetch(`${app.url}/api/health`)).json()).toEqual({ status: 'ok' });
    expect(
      sink.spans.filter(({ attributes }) => String(attributes['url.path']).startsWith('/api/m')),
    ).toEqual([]);
  });
});

describe('a page that Next renders anew now and then', () => {
  it('says how the cache answered; the new rendering is in the trace of the request that set it off', async () => {
    const cacheOf = async (traceId: string, root: string) => {
      const tree = await treeOf(traceId, 'GET /news');
      expect(tree[0]).toBe(root);
      const server = spansOf(traceId).find(({ span }) => span.name === root);
      return [server?.attributes['throughline.next.cache'], tree.some((line) => line.includes('render'))];
    };
    await vi.waitFor(
      async () => {
        const { traceId } = await request('GET', '/news');
        expect(await cacheOf(traceId, 'GET /news')).toEqual(['stale', true]);
      },
      { timeout: 20_000, interval: 1_200 },
    );
    await vi.waitFor(
      async () => {
        const { traceId } = await request('GET', '/news');
        expect(await cacheOf(traceId, 'GET /news')).toEqual(['hit', false]);
      },
      { timeout: 20_000 },
    );
  });
});

describe('the relay', () => {
  const nanos = () => `${Date.now()}000000`;
  const send = (signal: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/api/telemetry/v1/${signal}`, {
      method: 'POST',
      headers: { origin: app.url, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('forwards good spans under the server-set resource and counts bad ones', async () => {
    const traceId = 'e'.repeat(32);
    const good = {
      traceId,
      spanId: 'c'.repeat(16),
      name: 'click',
      startTimeUnixNano: nanos(),
      endTimeUnixNano: nanos(),
    };
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'bank' } }] };
    const response = await send('traces', {
      resourceSpans: [{ resource, scopeSpans: [{ spans: [good, { ...good, traceId: 'x' }] }] }],
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ partialSuccess: { rejectedSpans: 1 } });
    await vi.waitFor(() => expect(spansOf(traceId)).toHaveLength(1), { timeout: 10_000 });
    expect(spansOf(traceId)[0]?.service).toBe('shop-browser');
  });

  it('writes log records as browser lines that cannot forge another', async () => {
    const traceId = 'f'.repeat(32);
    const record = {
      traceId,
      timeUnixNano: nanos(),
      severityNumber: 17,
      body: { stringValue: 'boom\r\n{"forged":1}\u001b[2J' },
      attributes: [{ key: 'source', value: { stringValue: 'server' } }],
    };
    const response = await send(
      'logs',
      { resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] },
      { 'content-type': 'text/plain;charset=UTF-8' },
    );
    expect(response.status).toBe(200);
    const [line] = await linesOf(traceId, 1);
    expect(line?.labels).toMatchObject({ source: 'browser', service_name: 'shop-browser', level: 'error' });
    expect(line?.fields.msg).toBe('boom␍␊{"forged":1}␛[2J');
    expect(line?.fields.attributes).toEqual({ source: 'server' });
  });

  it('is in no trace, metric or access line of its own', async () => {
    // Sent after it, so that what was to come of it has come.
    expect((await send('logs', {}, { traceparent: `00-${'9'.repeat(32)}-${BROWSER_SPAN}-01` })).status).toBe(
      200,
    );
    const { traceId } = await request('POST', '/api/checkout');
    await treeOf(traceId, 'POST /api/checkout');
    await linesOf(traceId, 2);
    expect(spansOf('9'.repeat(32))).toEqual([]);
    const relayed = JSON.stringify([
      sink.spans,
      sink.lines.map(({ fields, metadata }) => [fields.msg, metadata]),
    ]);
    expect(relayed).not.toContain('/api/telemetry');
    const headers = { authorization: `Bearer ${TOKEN}` };
    const page = await (await fetch(`${app.url}/api/metrics`, { headers })).text();
    expect(page).not.toContain('/api/telemetry');
    expect(page).toMatch(
      /throughline_relay_requests_total\{signal="logs",http_response_status_code="200"\} \d/,
    );
  });

  it.each(['end', 'destroy'] as const)('keeps what came before its sender was gone (%s)', async (how) => {
    // While the app serves somebody, what browsers send has to wait.
    await expectLastWords(app, sink, how, () => request('GET', '/api/slow?millis=60'));
  });

  it('refuses strangers before Next has any work with them', async () => {
    const stranger = await send('logs', {}, { origin: 'https://evil.example' });
    expect([stranger.status, stranger.headers.get('vary')]).toEqual([403, 'origin']);
    const own = await send('logs', {}, { 'content-type': 'application/xml' });
    // Next adds its own names to the header of every answer that is its own.
    expect([own.status, own.headers.get('vary')]).toEqual([415, expect.stringContaining('rsc')]);
  });

  it('refuses other origins, methods, types and sizes', async () => {
    expect((await send('logs', {}, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await send('logs', {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send('logs', {}, { 'content-type': 'application/xml' })).status).toBe(415);
    expect((await send('logs', 'x'.repeat(2 * 1024 * 1024))).status).toBe(413);
    expect((await send('logs', 'no object')).status).toBe(400);
    const get = await fetch(`${app.url}/api/telemetry/v1/logs`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
  });
});

describe('ratio 0', () => {
  let quiet: App;
  beforeAll(async () => {
    quiet = await startApp(FOLDER, [NEXT, 'start'], {
      ...environment(),
      OTEL_SERVICE_NAME: 'quiet',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
      THROUGHLINE_FORCED_TRACES_PER_SECOND: '0.1',
      THROUGHLINE_SAMPLE_RULES: '/items/[id]=1',
      // On a busy machine anything may take a second.
      THROUGHLINE_SLOW_MILLIS: '3000',
      THROUGHLINE_RELAY_CLIENT_RATE: '0.1',
    });
  });
  afterAll(() => quiet?.terminate());
  it('the relay takes from a client what its rate allows, no less', async () => {
    const send = async () => {
      const headers = { origin: quiet.url, 'content-type': 'application/json' };
      const response = await fetch(`${quiet.url}/api/telemetry/v1/logs`, {
        method: 'POST',
        headers,
        body: '{}',
      });
      return response.status;
    };
    // A burst of one: asked at the gate and in the route, the first would be refused.
    expect([await send(), await send()]).toEqual([200, 429]);
  });

  const quietSpans = () => sink.spans.filter(({ service }) => service === 'quiet');
  const post = async (path: string, headers = {}) =>
    (await fetch(quiet.url + path, { method: 'POST', headers })).status;

  it('exports the failed request whole, a forced one within the limit, and of the others only metrics', async () => {
    expect(await post('/api/checkout')).toBe(200);
    expect(await post('/api/checkout')).toBe(200);
    expect(await post('/api/checkout?fail=1')).toBe(500);
    await vi.waitFor(
      () => expect(quietSpans().map(({ span }) => span.name)).toContain('POST /api/checkout'),
      {
        timeout: 10_000,
      },
    );
    const [{ span: root, attributes } = expect.fail('no root')] = quietSpans().filter(
      ({ span }) => span.kind === 2,
    );
    expect(attributes).toMatchObject({
      'throughline.sampling.kept_for': 'error',
      'http.response.status_code': 500,
    });
    expect(renderTree(quietSpans(), root.parentSpanId)).toEqual([
      'POST /api/checkout',
      '  handler /api/checkout',
      '    place order',
      '      INSERT orders',
    ]);
    expect(quietSpans()).toHaveLength(4);

    // A route with a rule, and a caller who forces more than the limit: one of ten.
    await fetch(`${quiet.url}/items/7`);
    const forced = '7'.repeat(32);
    const headers = { traceparent: `00-${forced}-${BROWSER_SPAN}-01` };
    for (let index = 0; index < 10; index++) expect(await post('/api/checkout', headers)).toBe(200);
    const roots = () => quietSpans().filter(({ span }) => span.kind === 2);
    await vi.waitFor(() => expect(roots()).toHaveLength(3), { timeout: 10_000 });
    const names = roots().map(({ span }) => span.name);
    expect(names.sort()).toEqual(['GET /items/[id]', 'POST /api/checkout', 'POST /api/checkout']);
    expect(roots().find(({ span }) => span.name.startsWith('GET'))?.span.traceState).toBe('ot=th:0');

    const headersOfScrape = { authorization: `Bearer ${TOKEN}` };
    const page = await vi.waitFor(async () => {
      // A request is counted when its connection has the answer, which is a moment after the caller has.
      const text = await (await fetch(`${quiet.url}/api/metrics`, { headers: headersOfScrape })).text();
      const count = (status: number) =>
        new RegExp(
          `_count{[^}]*http_route="/api/checkout",http_response_status_code="${status}"} (\\d+)`,
        ).exec(text)?.[1];
      expect([count(200), count(500)]).toEqual(['12', '1']);
      return text;
    });
    // Exemplars lead to what was exported: the failed trace, the forced one and the page's.
    const exemplars = new Set([...page.matchAll(/trace_id="(\w+)"/g)].map(([, id]) => id));
    expect(exemplars).toEqual(new Set(roots().map(({ span }) => span.traceId)));
    expect(page).toContain('throughline_forced_traces_denied_total 9');
  });

  it('exports the slow request, by the threshold of its route; an access line is written for what is exported', async () => {
    const before = quietSpans().length;
    for (const millis of [0, 3_100]) await fetch(`${quiet.url}/api/slow?millis=${millis}`);
    await vi.waitFor(() => expect(quietSpans().length).toBe(before + 2), { timeout: 10_000 });
    const [handler, root] = quietSpans().slice(-2);
    expect(root?.span.name).toBe('GET /api/slow');
    expect(handler?.span.parentSpanId).toBe(root?.span.spanId);
    expect(root?.attributes['throughline.sampling.kept_for']).toBe('slow');
    // Both wrote their own line.
    const lines = (msg: string) =>
      sink.lines.filter(({ fields, labels }) => labels.service_name === 'quiet' && fields.msg === msg);
    await vi.waitFor(() => expect(lines('waited')).toHaveLength(2), { timeout: 10_000 });
    expect(lines('GET /api/slow 200')).toHaveLength(1);
  });
});

describe('the admin route', () => {
  it('is off without a token; with one it changes what every part of the app does', async () => {
    const put = (url: string, token: string, body: unknown) =>
      fetch(`${url}/api/admin`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
    expect((await put(app.url, TOKEN, { sampling: { ratio: 0 } })).status).toBe(404);
    const changing = await startApp(FOLDER, [NEXT, 'start'], {
      ...environment(),
      OTEL_SERVICE_NAME: 'changing',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
      THROUGHLINE_ADMIN_TOKEN: 'admin',
      // On a busy machine anything may be slow.
      THROUGHLINE_SLOW_MILLIS: '60000',
    });
    const spans = () => sink.spans.filter(({ service, span }) => service === 'changing' && span.kind === 2);
    await fetch(`${changing.url}/items/1`);
    expect((await put(changing.url, 'wrong', { sampling: { ratio: 1 } })).status).toBe(401);
    const answer = await put(changing.url, 'admin', {
      sampling: { ratio: 1 },
      logging: { level: 'error' },
    });
    expect([answer.status, await answer.json()]).toMatchObject([200, { sampling: { ratio: 1 } }]);
    await fetch(`${changing.url}/items/2`);
    await fetch(`${changing.url}/api/checkout`, { method: 'POST' });
    await vi.waitFor(() => expect(spans()).toHaveLength(2), { timeout: 10_000 });
    const paths = spans().map(({ attributes }) => attributes['url.path']);
    expect(paths.sort()).toEqual(['/api/checkout', '/items/2']);
    await changing.terminate();
    expect(changing.output()).not.toContain('order placed');
  });
});

describe('telemetry that is switched off', () => {
  it('leaves the app as it is without, with its log lines on stdout', async () => {
    const spans = sink.spans.length;
    const off = await startApp(FOLDER, [NEXT, 'start'], { ...environment(), OTEL_SDK_DISABLED: 'true' });
    const statuses = [];
    for (const [method, path] of [
      ['POST', '/api/checkout'],
      ['POST', '/api/fail'],
      ['GET', '/items/7'],
      ['GET', '/api/metrics'],
      ['POST', '/api/telemetry/v1/traces'],
    ] as const) {
      const headers = { origin: off.url, 'content-type': 'application/json' };
      const body = method === 'POST' ? { body: '{}' } : {};
      statuses.push((await fetch(off.url + path, { method, headers, ...body })).status);
    }
    expect(statuses).toEqual([200, 500, 200, 503, 200]);
    // No trace goes on to the next service.
    expect(sink.payments.at(-1)?.traceparent).toBeUndefined();
    expect(await off.terminate()).not.toBeNull();
    expect(off.output()).toContain('"msg":"order placed"');
    expect(off.output()).not.toContain('trace_id');
    expect(sink.spans.length).toBe(spans);
  });
});

describe('at start-up', () => {
  it('a wrong setting is said with what is allowed, and the app serves nothing', async () => {
    const env = { ...environment(), THROUGHLINE_LOG_LEVEL: 'loud' };
    const wrong = await startApp(FOLDER, [NEXT, 'start'], env, 500);
    expect(wrong.output()).toContain('THROUGHLINE_LOG_LEVEL is "loud": it must be one of trace, debug');
    await wrong.terminate();
  });

  it('metrics that nobody may read are said, with what to set', async () => {
    const { THROUGHLINE_METRICS_TOKEN, ...env } = environment();
    const closed = await startApp(FOLDER, [NEXT, 'start'], env);
    const response = await fetch(`${closed.url}/api/metrics`);
    expect([response.status, await response.text()]).toEqual([
      403,
      'No token is configured: set THROUGHLINE_METRICS_TOKEN and send it as a bearer token.\n',
    ]);
    expect(closed.output()).toContain('GET /api/metrics answers 403 until THROUGHLINE_METRICS_TOKEN is set');
    await closed.terminate();
  });
});

describe('the end of the process', () => {
  it('loses nothing, also as a standalone build outside the repository', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'throughline-standalone-'));
    try {
      cpSync(join(FOLDER, '.next/standalone'), outside, { recursive: true, verbatimSymlinks: true });
      const standalone = await startApp(join(outside, 'packages/server/test-app'), ['server.js'], {
        ...environment(),
        OTEL_SERVICE_NAME: 'standalone',
      });
      const requests = 50;
      const codes = await Promise.all(
        Array.from(
          { length: requests },
          async () => (await fetch(`${standalone.url}/api/checkout`, { method: 'POST' })).status,
        ),
      );
      expect(new Set(codes)).toEqual(new Set([200]));
      // The first tries fail: the flush has to insist.
      sink.answers.push({ status: 503 }, { status: 429, headers: { 'retry-after': '1' } });
      expect(await standalone.terminate()).toBe(143);
      const roots = sink.spans.filter(({ service, span }) => service === 'standalone' && span.kind === 2);
      expect(roots.filter(({ span }) => span.name === 'POST /api/checkout')).toHaveLength(requests);
      const lines = sink.lines.filter(({ labels }) => labels.service_name === 'standalone');
      expect(lines.filter(({ fields }) => fields.msg === 'order placed')).toHaveLength(requests);
      expect(lines.filter(({ fields }) => fields.msg === 'POST /api/checkout 200')).toHaveLength(requests);
      expect(standalone.output()).not.toContain('lost');
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });
});
