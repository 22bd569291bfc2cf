import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Service } from '../../scripts/stack/service.mjs';
import { allocatePorts } from '../stack/allocatePorts.mjs';
import type { Placement, ServerStart } from '../stack/Server.js';
import { agentServer, collectorServer, logsServer } from '../stack/servers/collector.mjs';
import { jaegerServer } from '../stack/servers/jaeger.mjs';
import { lokiServer } from '../stack/servers/loki.mjs';
import { needsNative } from '../testing/needsNative.js';
import { attribute, post, resourceSpans } from '../testing/otlp.js';
import { getJson, query, searchLoki } from '../testing/queryServers.js';
import { type StartedStack, startNativeStack } from '../testing/spawnStack.js';
import { startServer } from '../testing/startServer.js';

const WAIT = { timeout: 30_000, interval: 100 };

/** A trace of one service: a server span with one child. `kind` is a digit that its id begins with. */
function trace(kind: string, index: number, millis: number, failed = false, route = '/') {
  // As even as random ids, and the same at each run: sampling goes by a hash of them. Their second half is their own too,
  // for that alone is what the Collector remembers its decisions by.
  const traceId = kind + createHash('sha256').update(`${kind} ${index}`).digest('hex').slice(1, 32);
  const start = BigInt(Date.now() - millis) * 1_000_000n;
  const span = (spanId: string, parentSpanId: string) => ({
    traceId,
    spanId,
    parentSpanId,
    name: 'GET /',
    kind: parentSpanId ? 1 : 2,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + BigInt(millis) * 1_000_000n),
    attributes: route ? [attribute('http.route', route)] : [],
    status: failed && parentSpanId ? { code: 2 } : {},
  });
  return [span('00000000000000aa', ''), span('00000000000000bb', '00000000000000aa')];
}

describe.runIf(needsNative(['jaeger', 'loki', 'prometheus', 'collector']))('the gateway samples', () => {
  let scratch = '';
  let stack: StartedStack;

  beforeAll(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'throughline-gateway-'));
    stack = await startNativeStack(
      ['--only', 'jaeger,prometheus,collector', '--port-base', '0', '--data', scratch],
      {
        COLLECTOR_SAMPLING_PERCENTAGE: '10',
        COLLECTOR_DECISION_WAIT: '1s',
        COLLECTOR_METRICS_FLUSH: '1s',
        COLLECTOR_KEEP_ROUTES: '/api/checkout|/admin/.*',
        COLLECTOR_BUSY_ROUTES: String.raw`/|/product/\[slug\]|/busy`,
        COLLECTOR_RARE_SPANS_PER_SECOND: '6',
      },
    );
  });
  afterAll(async () => {
    await stack?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  test('all that failed, all that was slow, a share of the rest, and counts them all', async () => {
    const many = (count: number, make: (index: number) => object[]) =>
      Array.from({ length: count }, (_, index) => make(index)).flat();
    await post(`${stack.urls.otlp}/v1/traces`, {
      resourceSpans: [
        resourceSpans('store', 'nodejs', ...many(20, (index) => trace('1', index, 20, true))),
        resourceSpans('store', 'nodejs', ...many(20, (index) => trace('2', index, 1500))),
        resourceSpans('store', 'nodejs', ...many(360, (index) => trace('3', index, 20))),
      ],
    });

    await vi.waitFor(async () => {
      const [calls] = await query(
        stack.urls,
        'sum(traces_span_metrics_calls_total{span_kind="SPAN_KIND_SERVER"})',
      );
      expect(calls?.value[1]).toBe('400');
    }, WAIT);

    const kept = await vi.waitFor(async () => {
      const { data } = await getJson<{ data: { traceID: string; spans: object[] }[] }>(
        `${stack.urls.jaeger}/api/traces?service=store&limit=1000&lookback=1h`,
      );
      expect(data.filter(({ traceID }) => traceID.startsWith('1'))).toHaveLength(20);
      expect(data.filter(({ traceID }) => traceID.startsWith('2'))).toHaveLength(20);
      // What was counted behind the sampler is what Jaeger has.
      const [count] = await query(
        stack.urls,
        'sum(traces_span_kept_calls_total{span_kind="SPAN_KIND_SERVER"})',
      );
      expect(count?.value[1]).toBe(String(data.length));
      return data;
    }, WAIT);
    const share = kept.filter(({ traceID }) => traceID.startsWith('3')).length / 360;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.15);
    for (const { spans } of kept) expect(spans).toHaveLength(2);
  });

  test('all of the routes to keep, rare ones up to a rate, and of busy ones the ratio alone', async () => {
    const many = (kind: string, count: number, route: string) =>
      Array.from({ length: count }, (_, index) => trace(kind, index, 20, false, route)).flat();
    // Two seconds' worth may come at once: 12 spans, six traces. The ratio adds a few.
    await post(`${stack.urls.otlp}/v1/traces`, {
      resourceSpans: [
        resourceSpans(
          'routes',
          'nodejs',
          ...many('4', 20, '/api/checkout'),
          ...many('5', 20, '/admin/[...path]'),
          ...many('6', 20, '/report/[id]'),
          ...many('7', 20, '/product/[slug]'),
          ...many('8', 20, '/business'),
          ...many('9', 20, ''),
        ),
      ],
    });

    await vi.waitFor(async () => {
      const { data } = await getJson<{ data: { traceID: string }[] }>(
        `${stack.urls.jaeger}/api/traces?service=routes&limit=1000&lookback=1h`,
      );
      const kept = (kinds: string) => data.filter(({ traceID }) => kinds.includes(traceID.charAt(0))).length;
      expect(kept('45')).toBe(40);
      expect(kept('68')).toBeGreaterThanOrEqual(6);
      expect(kept('68')).toBeLessThan(36);
      // Busy, and of no route at all: what the hash leaves of 20.
      expect(kept('7')).toBeLessThan(10);
      expect(kept('9')).toBeLessThan(10);
    }, WAIT);
  });
});

describe.runIf(needsNative(['jaeger', 'loki', 'collector']))('nothing is lost or doubled', () => {
  let data = '';
  let placement: Placement;
  let running: Service[] = [];

  const start = async (server: ServerStart) => {
    const service = await startServer(server, data);
    running.push(service);
    return service;
  };

  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'throughline-outage-'));
    mkdirSync(join(data, 'app-logs'));
    const { ports } = await allocatePorts('0');
    placement = { data, ports, entry: 'agent', logFiles: join(data, 'app-logs', '*.jsonl') };
    return async () => {
      await Promise.all(running.map((service) => service.stop(true)));
      running = [];
      rmSync(data, { recursive: true, force: true });
    };
  });

  test('of log files, while Loki is down and the Collector is killed', async () => {
    const file = join(data, 'app-logs', 'store.jsonl');
    const write = (from: number, to: number) => {
      for (let index = from; index < to; index += 1) {
        appendFileSync(file, `${JSON.stringify({ level: 30, time: Date.now(), msg: `line ${index}` })}\n`);
      }
    };
    write(0, 30);
    const first = await start(logsServer(placement));
    const own = `http://127.0.0.1:${placement.ports.logsMetrics}/metrics`;
    await vi.waitFor(async () => {
      const metrics = await (await fetch(own)).text();
      expect(metrics).toMatch(/otelcol_receiver_accepted_log_records[^\n]* 30\n/);
    }, WAIT);
    await first.stop(true);
    write(30, 70);

    await start(lokiServer(placement));
    await start(logsServer(placement));
    const urls = { loki: `http://127.0.0.1:${placement.ports.loki}` };
    const expected = Array.from({ length: 70 }, (_, index) => `line ${index}`).toSorted();
    await vi.waitFor(async () => {
      const streams = await searchLoki(urls, '{service_name="store", source="server", level="info"}');
      const lines = streams.flatMap(({ values }) =>
        values.map(([, line]) => (JSON.parse(line) as { msg: string }).msg),
      );
      expect(lines.toSorted()).toEqual(expected);
    }, WAIT);
  });

  test('of spans, while the gateway is down and the agent is killed', async () => {
    const agent = await start(agentServer(placement));
    const otlp = `http://127.0.0.1:${placement.ports.otlpHttp}`;
    // The app has its answer at once: an absent backend is not its affair.
    await post(`${otlp}/v1/traces`, {
      resourceSpans: [resourceSpans('store', 'nodejs', ...trace('4', 1, 20))],
    });
    await agent.stop(true);

    await start(jaegerServer(placement));
    await start(collectorServer(placement));
    await start(agentServer(placement));
    const [root] = trace('4', 1, 20);
    const url = `http://127.0.0.1:${placement.ports.jaegerQuery}/api/traces/${root?.traceId}`;
    await vi.waitFor(async () => {
      const { data: traces } = await getJson<{ data: { spans: object[] }[] }>(url);
      expect(traces[0]?.spans).toHaveLength(2);
    }, WAIT);
  });
});
