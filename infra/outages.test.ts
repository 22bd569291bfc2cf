import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Service } from '../scripts/stack/service.mjs';
import { allocatePorts } from './stack/allocatePorts.mjs';
import type { Placement, ServerStart } from './stack/Server.js';
import { jaegerServer } from './stack/servers/jaeger.mjs';
import { lokiServer } from './stack/servers/loki.mjs';
import { needsNative } from './testing/needsNative.js';
import { getJson, searchLoki } from './testing/queryServers.js';
import { startServer } from './testing/startServer.js';

const SERVICE = fileURLToPath(new URL('../packages/server/test/loggingService.mjs', import.meta.url));
const WAIT = { timeout: 60_000, interval: 250 };
/** The most that Loki's and Jaeger's answers hold is more than this. */
const LINES = 900;
const LINES_PER_SECOND = 100;
const SPANS_PER_SECOND = 50;
/** Longer than one try of the delivery queue (5 s), so that a hanging server is given up and asked again. */
const OUTAGE_LINES = 600;

interface Progress {
  logged: number;
  spans: number;
}

describe.runIf(needsNative(['jaeger', 'loki']))('what the server package has taken arrives, once', () => {
  let data = '';
  let placement: Placement;
  const services: Service[] = [];
  let app: ChildProcess | undefined;
  let progress: Progress;

  const start = async (server: ServerStart) => {
    const service = await startServer(server, data);
    services.push(service);
    return service;
  };

  beforeEach(async () => {
    data = mkdtempSync(join(tmpdir(), 'throughline-outages-'));
    const { ports } = await allocatePorts('0');
    placement = { data, ports, entry: 'jaeger', logFiles: '' };
    progress = { logged: 0, spans: 0 };
  });
  afterEach(async () => {
    app?.kill('SIGKILL');
    await Promise.all(services.splice(0).map((service) => service.stop(true)));
    rmSync(data, { recursive: true, force: true });
  });

  function startApp() {
    app = fork(SERVICE, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        PATH: process.env.PATH,
        OTEL_SERVICE_NAME: 'app',
        LOKI_URL: `http://127.0.0.1:${placement.ports.loki}`,
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${placement.ports.otlpHttp}`,
        THROUGHLINE_LOG_STDOUT: 'off',
        LINES_PER_SECOND: String(LINES_PER_SECOND),
        SPANS_PER_SECOND: String(SPANS_PER_SECOND),
        LAST_LINE: String(LINES),
      },
    });
    app.on('message', (message) => {
      progress = message as Progress;
    });
    return app;
  }

  const logged = (lines: number) =>
    vi.waitFor(() => expect(progress.logged).toBeGreaterThanOrEqual(lines), WAIT);

  /** Ends the app as an operator does, so that all it took is delivered or counted. */
  async function endApp(child: ChildProcess): Promise<Progress> {
    await logged(LINES);
    const last = progress;
    child.kill('SIGTERM');
    await once(child, 'exit');
    return last;
  }

  async function linesInLoki(): Promise<number[]> {
    const streams = await searchLoki(
      { loki: `http://127.0.0.1:${placement.ports.loki}` },
      '{service_name="app"} |= "a line of the benchmark"',
    );
    return streams.flatMap(({ values }) =>
      values.map(([, line]) => (JSON.parse(line) as { number: number }).number),
    );
  }

  async function spansInJaeger(): Promise<string[]> {
    const { data: traces } = await getJson<{ data: { spans: { operationName: string }[] }[] }>(
      `http://127.0.0.1:${placement.ports.jaegerQuery}/api/traces?service=app&limit=1400&lookback=1h`,
    );
    return traces.flatMap(({ spans }) => spans.map(({ operationName }) => operationName));
  }

  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  const ascending = (a: number, b: number) => a - b;

  const OUTAGES = {
    'killed and started again': async (server: ServerStart, service: Service, hard: boolean) => {
      await service.stop(hard);
      return async () => {
        await start(server);
      };
    },
    'hanging, with open connections': async (_server: ServerStart, { pid }: Service) => {
      process.kill(-pid, 'SIGSTOP');
      return async () => {
        process.kill(-pid, 'SIGCONT');
      };
    },
  };

  test.each(Object.entries(OUTAGES))('Loki and Jaeger %s', { timeout: 180_000 }, async (_, fail) => {
    const loki = lokiServer(placement);
    const jaeger = jaegerServer(placement);
    const [runningLoki, runningJaeger] = await Promise.all([start(loki), start(jaeger)]);
    const child = startApp();
    await logged(100);
    const backs = [
      await fail(loki, runningLoki, true),
      // Killed, it would lose what it has answered for and holds in its own batch for 200 ms.
      await fail(jaeger, runningJaeger, false),
    ];
    await logged(100 + OUTAGE_LINES);
    await Promise.all(backs.map((back) => back()));
    const { spans } = await endApp(child);

    await vi.waitFor(async () => {
      expect((await linesInLoki()).toSorted(ascending)).toEqual(numbers(LINES));
    }, WAIT);
    await vi.waitFor(async () => {
      const names = numbers(spans).map((index) => `span ${index}`);
      expect((await spansInJaeger()).toSorted()).toEqual(names.toSorted());
    }, WAIT);
  });
});
