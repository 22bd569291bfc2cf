import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type App, freePort, startApp } from './startApp.js';
import { type Sink, startSink } from './startSink.js';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const ADMIN = 'admin-token';

let sink: Sink;
let app: App;
let metricsUrl: string;

beforeAll(async () => {
  sink = await startSink();
  const metricsPort = await freePort();
  metricsUrl = `http://127.0.0.1:${metricsPort}/metrics`;
  app = await startApp(FOLDER, [`${FOLDER}nodeOptions.mjs`], {
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    LOKI_URL: sink.url,
    THROUGHLINE_METRICS_PORT: String(metricsPort),
    THROUGHLINE_ADMIN_TOKEN: ADMIN,
  });
});
afterAll(async () => {
  await app?.terminate();
  await sink?.close();
});

async function call(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(app.url + path, { headers });
  return (await response.json()) as Record<string, unknown>;
}
const within = { timeout: 10_000 };
const spans = (name: string) => sink.spans.filter(({ span }) => span.name === name);
const messages = () => sink.lines.map(({ fields }) => fields.msg);

it('node:http calls are one CLIENT span each; trace and baggage go only where they may', async () => {
  const headers = { traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, baggage: 'tenant=7' };
  const [traced, untraced] = (await call('/calls', headers)) as unknown as string[];
  const name = `GET ${new URL(app.url).host}`;
  await vi.waitFor(() => expect(spans('GET /calls')).toHaveLength(1), within);
  const clients = spans(name);
  expect(
    clients.map(({ attributes, span }) => [attributes['url.full'], span.kind, span.status?.code ?? 0]),
  ).toEqual([
    [`${app.url}/traced`, 3, 0],
    [`${app.url}/untraced`, 3, 0],
    [`${app.url}/refused`, 3, 0],
  ]);
  expect(clients[2]?.attributes['error.type']).toBe('404');
  expect(JSON.parse(traced ?? '')).toEqual({
    traceparent: `00-${TRACE}-${clients[0]?.span.spanId}-01`,
    baggage: 'tenant=7',
  });
  expect(JSON.parse(untraced ?? '')).toEqual({ baggage: 'tenant=7' });
  for (const { span } of clients) expect(span.parentSpanId).toBe(spans('GET /calls')[0]?.span.spanId);
});

it('serves the metrics on a port of their own, of which there is no trace', async () => {
  await call('/order');
  const response = await fetch(metricsUrl);
  expect(response.status).toBe(200);
  const page = await response.text();
  expect(page).toContain('orders_total{kind="new"} 1');
  expect(page).toContain('throughline_ledger_accepted_total{stage="span_queue",signal="span"}');
  expect((await fetch(metricsUrl.replace('/metrics', '/other'))).status).toBe(404);
  expect((await fetch(metricsUrl, { method: 'POST' })).status).toBe(405);
  expect(page).not.toContain('http_route="/metrics"');
  const bounds = [...page.matchAll(/^http_server_request_duration_seconds_bucket\{.*?le="([^"]+)"/gm)];
  expect([...new Set(bounds.map(([, bound]) => bound))]).toEqual(['0.5', '60', '+Inf']);
});

it('a span that nobody ended is said with where it began, and counted', async () => {
  expect(await call('/forgets')).toEqual({ enabled: true });
  await vi.waitFor(
    () => expect(messages()).toContain('the span forgotten was started and not ended'),
    within,
  );
  const line = sink.lines.find(({ fields }) => fields.span === 'forgotten');
  expect(line?.fields.stack).toContain('nodeOptions.mjs');
  expect(await (await fetch(metricsUrl)).text()).toContain('throughline_unended_spans_total 1');
});

it('instrumentations and span processors of the user work with the rest', async () => {
  await call('/work');
  await vi.waitFor(() => expect(spans('by a third party')).toHaveLength(1), within);
  expect(await call('/ended')).toEqual(expect.arrayContaining(['work', 'GET /work', 'by a third party']));
});

it('suppressed lines are counted; those of a failed request are written after all', async () => {
  await call('/poll');
  const response = await fetch(`${app.url}/fails`);
  expect(response.status).toBe(500);
  await vi.waitFor(() => expect(messages()).toContain('GET /fails 500'), within);
  const polled = sink.lines.filter(({ fields }) => fields.msg === 'polled');
  expect(polled.map(({ metadata }) => metadata.route)).toEqual(['/fails']);
  expect(await (await fetch(metricsUrl)).text()).toContain(
    'throughline_log_lines_suppressed_total{rule="polled"} 5',
  );
});

it('redacts the fields that the app calls secret', async () => {
  await call('/secrets');
  const lines = () => sink.lines.filter(({ metadata }) => metadata.route === '/secrets');
  await vi.waitFor(() => expect(lines()).toHaveLength(3), within);
  expect(lines()[0]?.fields).toMatchObject({
    part: 'early',
    customerIban: '[redacted]',
    order: { customerIban: '[redacted]', total: 3 },
  });
  expect(lines()[1]?.fields.msg).toBe('paid {"customerIban":"[redacted]","total":3}');
  expect(app.output()).not.toContain('DE02');
});

it('captures what the app writes with console', async () => {
  await call('/console');
  await vi.waitFor(() => expect(messages()).toContain('said by the app boom'), within);
  const line = sink.lines.find(({ fields }) => fields.console === true);
  expect(line).toMatchObject({ metadata: { route: '/console' }, fields: { err: { message: 'boom' } } });
});

it('changes while it runs, by call and by the admin route; a wrong change changes nothing', async () => {
  const put = async (body: unknown, token = ADMIN) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(app.url, { method: 'PUT', body: JSON.stringify(body), headers });
    return [response.status, (await response.json()) as unknown] as const;
  };
  expect(await call('/off')).toMatchObject({ sampling: { ratio: 0 }, logging: { level: 'warn' } });
  expect(await call('/wrong')).toMatchObject({ sampling: { ratio: 0 }, logging: { level: 'warn' } });
  expect(app.output()).toContain('sampleRatio is "7": it must be a number from 0 to 1');
  const before = spans('work').length;
  await call('/work');
  expect(await put({ logging: { level: 'debug' } }, 'wrong')).toEqual([
    401,
    { message: 'a bearer token is needed' },
  ]);
  const [status, refusal] = await put({ logging: { level: 'debug' }, sampling: { ratio: 2 } });
  expect([status, refusal]).toEqual([
    400,
    { message: 'sampleRatio is "2": it must be a number from 0 to 1' },
  ]);
  expect(await put({ logging: { level: 'info' }, sampling: { ratio: 1 } })).toMatchObject([
    200,
    { logging: { level: 'info' }, sampling: { ratio: 1, forcedPerSecond: 0 } },
  ]);
  await call('/work');
  await vi.waitFor(() => expect(spans('work')).toHaveLength(before + 1), within);
});
