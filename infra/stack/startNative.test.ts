import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { grafanaQueries } from '../testing/grafanaQueries.js';
import { listeningAddresses } from '../testing/listeningAddresses.js';
import { needsNative } from '../testing/needsNative.js';
import {
  exemplarIds,
  getJson,
  jaegerSpans,
  lokiStreams,
  message,
  query,
  searchLoki,
} from '../testing/queryServers.js';
import { BROWSER_SPAN, SERVER_SPAN, sendTelemetry, TRACE_ID } from '../testing/sendTelemetry.js';
import { runStack, type StartedStack, startNativeStack } from '../testing/spawnStack.js';
import { SCRAPED_TRACE_ID, startMetricsApp } from '../testing/startMetricsApp.js';

const WAIT = { timeout: 30_000, interval: 100 };
const TOKEN = 'a-token-of-the-test';

describe.runIf(needsNative(['jaeger', 'loki', 'prometheus', 'collector']))('the native stack', () => {
  let scratch = '';
  let app: { server: Server; url: string } | undefined;
  let stack: StartedStack;
  let args: string[] = [];

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'throughline-stack-'));
    const logs = join(scratch, 'app-logs');
    mkdirSync(logs);
    app = await startMetricsApp(TOKEN);
    args = [
      ...['--only', 'jaeger,loki,prometheus,collector,agent,logs'],
      ...['--port-base', '0', '--data', join(scratch, 'data')],
      ...['--scrape', app.url, '--scrape-token-env', 'TEST_TOKEN'],
      ...['--log-files', join(logs, '*.jsonl')],
    ];
    stack = await startNativeStack(args, { TEST_TOKEN: TOKEN, COLLECTOR_METRICS_FLUSH: '1s' });
    await sendTelemetry(stack.urls, join(logs, 'store.jsonl'));
  });

  afterAll(async () => {
    await stack?.stop();
    app?.server.closeAllConnections();
    app?.server.close();
    rmSync(scratch, { recursive: true, force: true });
  });

  test('Jaeger has the trace, parented across the services', async () => {
    const spans = await jaegerSpans(stack.urls);
    expect(spans.map(({ spanID }) => spanID).toSorted()).toEqual([BROWSER_SPAN, SERVER_SPAN]);
    const server = spans.find(({ spanID }) => spanID === SERVER_SPAN);
    expect(server?.references).toEqual([{ refType: 'CHILD_OF', traceID: TRACE_ID, spanID: BROWSER_SPAN }]);
    expect(await getJson(`${stack.urls.jaeger}/api/services`)).toMatchObject({
      data: expect.arrayContaining(['store', 'store-browser']),
    });
  });

  test('Loki finds the lines by trace id, pushed, over OTLP and from a file, all with the same labels', async () => {
    const streams = await lokiStreams(stack.urls, 3);
    const byLine = new Map(streams.map(({ stream, values }) => [message(values[0]?.[1]), stream]));
    expect(byLine.get('pushed')).toEqual({
      service_name: 'store',
      deployment_environment: 'test',
      source: 'server',
      level: 'info',
      trace_id: TRACE_ID,
      span_id: SERVER_SPAN,
      route: '/',
    });
    expect(byLine.get('over OTLP')).toEqual({
      service_name: 'store-browser',
      deployment_environment: 'test',
      source: 'browser',
      level: 'error',
      trace_id: TRACE_ID,
      span_id: BROWSER_SPAN,
      route: '/',
    });
    expect(byLine.get('from a file')).toEqual({
      service_name: 'store',
      deployment_environment: 'demo',
      source: 'server',
      level: 'warn',
      trace_id: TRACE_ID,
      span_id: SERVER_SPAN,
      route: '/',
    });
    // The ids are structured metadata: an index label for each trace would be the end of Loki.
    expect(await getJson(`${stack.urls.loki}/loki/api/v1/labels`)).toMatchObject({
      data: ['deployment_environment', 'level', 'service_name', 'source'],
    });
  });

  test('Prometheus scrapes the app with the token, exemplars included', async () => {
    await vi.waitFor(async () => {
      expect(await query(stack.urls, 'up{job="app"}')).toMatchObject([{ value: [expect.anything(), '1'] }]);
    }, WAIT);
    expect(await query(stack.urls, 'http_server_request_duration_seconds_count')).toMatchObject([
      { metric: { job: 'app', http_route: '/' }, value: [expect.anything(), '1'] },
    ]);
    expect(await exemplarIds(stack.urls, 'http_server_request_duration_seconds_bucket')).toEqual([
      SCRAPED_TRACE_ID,
    ]);
  });

  test('the Collector counts the spans, its exemplars lead to the trace, and Jaeger reads the counts', async () => {
    await vi.waitFor(async () => {
      expect(
        await query(stack.urls, 'traces_span_metrics_calls_total{span_kind="SPAN_KIND_SERVER"}'),
      ).toMatchObject([
        { metric: { service_name: 'store', http_route: '/product/[id]' }, value: [expect.anything(), '1'] },
      ]);
      expect(await exemplarIds(stack.urls, 'traces_span_kept_duration_milliseconds_bucket')).toContain(
        TRACE_ID,
      );
      const calls = 'service=store&spanKind=server&lookback=600000&step=5000&ratePer=600000';
      expect(await getJson(`${stack.urls.jaeger}/api/metrics/calls?${calls}`)).toMatchObject({
        metrics: [{ labels: [{ name: 'service_name', value: 'store' }] }],
      });
    }, WAIT);
  });

  test('its own servers are watched', async () => {
    await vi.waitFor(async () => {
      const up = await query(stack.urls, 'up{job!="app"} == 1');
      expect(up.map(({ metric }) => metric.job).toSorted()).toEqual(
        ['agent', 'collector', 'logs', 'loki', 'prometheus'].toSorted(),
      );
    }, WAIT);
  });

  test("Grafana's jumps ask what the servers answer", async () => {
    const { trace, rates } = grafanaQueries();
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Grafana's own variable.
    const lines = await searchLoki(stack.urls, trace.replace('${__trace.traceId}', TRACE_ID));
    expect(lines).toHaveLength(3);
    expect(rates).toHaveLength(2);
    for (const rate of rates) {
      const [series] = await query(stack.urls, rate.replace('$__tags', 'service_name="store"'));
      expect(series?.metric).toEqual({ http_route: '/product/[id]' });
    }
  });

  test.runIf(process.platform === 'linux')('nothing listens on other addresses than loopback', () => {
    const { servers } = JSON.parse(readFileSync(join(scratch, 'data', 'stack.json'), 'utf8'));
    expect(Object.keys(servers)).toHaveLength(6);
    for (const [name, pid] of Object.entries<number>(servers)) {
      const addresses = listeningAddresses(pid);
      expect(addresses.length, name).toBeGreaterThan(0);
      for (const address of addresses) expect(address, name).toMatch(/^127\.0\.0\.1:/);
    }
  });

  test('a second stack on the same folder is refused', async () => {
    const { code, stderr } = await runStack(['--native', '--data', join(scratch, 'data')]);
    expect(code).toBe(1);
    expect(stderr).toContain('A stack is already running on this folder');
  });

  test('it stops clean, and what it had is there after the next start', async () => {
    const { urls } = stack;
    expect(await stack.stop('SIGINT')).toBe(0);
    expect(existsSync(join(scratch, 'data', 'stack.json'))).toBe(false);
    for (const url of [urls.jaeger, urls.loki, urls.prometheus, urls.otlp]) {
      await expect(fetch(String(url))).rejects.toThrow('fetch failed');
    }

    stack = await startNativeStack(args, { TEST_TOKEN: TOKEN });
    expect(await jaegerSpans(stack.urls)).toHaveLength(2);
    // Once each: the file is not read again from its start.
    expect(await lokiStreams(stack.urls, 3)).toHaveLength(3);
  });
});
