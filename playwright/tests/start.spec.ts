import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createTelemetry } from '@throughline/playwright';
import { NO_OUTSIDE_BACKENDS, runStack, type Urls } from '../stack/runStack.js';
import { startSink } from '../stack/startSink.js';
import { expect, test } from '../stack/test.js';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

/** Processes whose command line or environment names the folder: what a stack left behind. */
function processesOf(marker: string): string[] {
  return (
    execFileSync('ps', ['axeww', '-o', 'pid=,command='])
      .toString()
      .split('\n')
      .filter((line) => line.includes(marker) && !line.includes('ps axeww'))
      // Without the environment, which may hold what no report of a failure should.
      .map((line) => line.trim().split(/\s+/).slice(0, 3).join(' '))
  );
}

test('npm start prints one line of URLs, each of which answers, and Ctrl-C leaves no process', async ({
  request,
}) => {
  test.setTimeout(120_000);
  const stack = await runStack();
  const { urls, dataDir } = stack;
  expect(Object.keys(urls)).toEqual(['store', 'viewer', 'otlp', 'jaeger', 'loki', 'metrics']);
  expect((await request.get(urls.store)).status()).toBe(200);
  expect((await request.get(urls.viewer)).status()).toBe(200);
  expect((await request.get(`${urls.jaeger}/api/services`)).status()).toBe(200);
  expect((await request.get(`${urls.loki}/loki/api/v1/labels`)).status()).toBe(200);
  expect((await request.get(`${urls.metrics}/api/v1/query?query=up`)).status()).toBe(200);
  expect(processesOf(dataDir).length).toBeGreaterThan(0);
  await stack.stop();
  expect(processesOf(dataDir)).toEqual([]);
  await expect(request.get(urls.viewer, { timeout: 2_000 })).rejects.toThrow();
});

test('a taken port that was asked for is an error that names who asked', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? String(address.port) : '';
  try {
    const byFlag = spawnSync(process.execPath, [START, '--no-build', '--port', port], { encoding: 'utf8' });
    expect(byFlag.status).toBe(1);
    expect(byFlag.stderr).toContain(`Port ${port} is taken, and --port asked for it`);

    const env = { ...process.env, PORT: port };
    const byEnv = spawnSync(process.execPath, [START, '--no-build'], { encoding: 'utf8', env });
    expect(byEnv.status).toBe(1);
    expect(byEnv.stderr).toContain(`Port ${port} is taken, and the environment variable PORT asked for it`);
  } finally {
    server.close();
  }
});

test('an option that does not exist is refused with the list of those that do', () => {
  const { status, stderr } = spawnSync(process.execPath, [START, '--prot', '1'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('--prot');
  expect(stderr).toContain('--backend-port');
});

test('Ctrl-C while the services come up leaves no process', async () => {
  const marker = `throughline-broken-off-${process.pid}`;
  const child = spawn(
    process.execPath,
    [START, '--no-build', '--port', '0', '--backend-port', '0', '--memory'],
    {
      env: { ...process.env, ...NO_OUTSIDE_BACKENDS, THROUGHLINE_E2E_RUN: marker },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = once(child, 'exit');
  // The backend is up, the next one is coming.
  await once(child.stderr, 'data');
  await expect.poll(() => processesOf(marker).length).toBeGreaterThan(1);
  child.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
  expect(processesOf(marker)).toEqual([]);
});

test('npm run dev with a simulated visitor: the same trace, from a real browser, under next dev', async () => {
  test.setTimeout(240_000);
  const stack = await runStack(['--dev', '--traffic', '--memory']);
  try {
    const { jaeger, loki, metrics } = stack.urls;
    const telemetry = createTelemetry({ jaeger, loki, metrics }, 120_000);
    const trace = await telemetry.findTrace(
      { service: 'payments', lookbackMillis: 600_000, limit: 20 },
      (found) =>
        found.services.includes('store') &&
        found.spans.some((span) => span.service === 'store-browser' && span.name === 'Buy'),
    );
    expect(trace).toHaveSpanTree({
      service: 'store-browser',
      name: 'Buy',
      descendants: [
        { service: 'store', kind: 'server' },
        { service: 'payments', kind: 'server' },
      ],
    });
    // `next dev` writes no routes down: they are those of the pages that were served.
    await telemetry.waitFor('a page view by its route', async () => {
      const views = await telemetry.metrics.query('browser_page_views_total{http_route="/product/[slug]"}');
      return views.length > 0 ? { found: true } : { seen: 'none' };
    });
  } finally {
    await stack.stop();
  }
  // `next dev` starts a process of its own at its end, which sends Next's telemetry, or finds out that it is disabled.
  await expect.poll(() => processesOf(stack.dataDir)).toEqual([]);
});

test('a taken default port is replaced by a free one, which is printed', async () => {
  test.setTimeout(120_000);
  const marker = `throughline-moved-${process.pid}`;
  const taken = createServer();
  // Taken by somebody else already is as good.
  taken.on('error', () => {});
  taken.listen(3000, '127.0.0.1');
  await Promise.race([once(taken, 'listening'), once(taken, 'error')]);
  const env = { ...process.env, ...NO_OUTSIDE_BACKENDS, PORT: undefined, THROUGHLINE_E2E_RUN: marker };
  const child = spawn(process.execPath, [START, '--no-build', '--backend-port', '0', '--memory'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  try {
    let printed = '';
    for await (const chunk of child.stdout) {
      printed += chunk;
      if (printed.includes('Ctrl-C stops everything')) break;
    }
    const port = /Port 3000 is taken: the shop listens on (\d+)\./.exec(printed)?.[1];
    expect(printed).toContain(`http://127.0.0.1:${port}`);
    expect((await fetch(`http://127.0.0.1:${port}/api/health`)).status).toBe(200);
  } finally {
    child.kill('SIGINT');
    await ended;
    taken.close();
  }
  expect(processesOf(marker)).toEqual([]);
});

test('with both backends in the environment npm start sends there, says so, and starts none of its own', async () => {
  test.setTimeout(120_000);
  const sink = await startSink();
  const marker = `throughline-outside-${process.pid}`;
  const outside = { OTEL_EXPORTER_OTLP_ENDPOINT: `${sink.url}/otlp`, LOKI_URL: `${sink.url}/loki-is-here` };
  const child = spawn(process.execPath, [START, '--no-build', '--port', '0'], {
    env: {
      ...process.env,
      ...NO_OUTSIDE_BACKENDS,
      ...outside,
      THROUGHLINE_METRICS_TOKEN: '',
      THROUGHLINE_E2E_RUN: marker,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  try {
    let printed = '';
    for await (const chunk of child.stdout) {
      printed += chunk;
      if (printed.includes('Ctrl-C stops everything')) break;
    }
    expect(printed).toContain(`Traces    ${outside.OTEL_EXPORTER_OTLP_ENDPOINT}`);
    expect(printed).toContain(`Logs      ${outside.LOKI_URL}`);
    expect(printed).toContain('The embedded backend and its viewer are not started');
    expect(printed).toContain('THROUGHLINE_METRICS_TOKEN is not set');
    expect(processesOf(marker).filter((line) => line.includes('packages/cli/'))).toEqual([]);

    const store = /Shop +(http:\S+)/.exec(printed)?.[1];
    expect((await fetch(`${store}/api/search?q=mug`)).status).toBe(200);
    await expect
      .poll(() => [...sink.paths].sort())
      .toEqual(['/loki-is-here/loki/api/v1/push', '/otlp/v1/traces']);
    // Nothing leads to a viewer that does not run.
    expect(await (await fetch(`${store}/viewer`)).text()).toContain('The viewer is not running');
  } finally {
    child.kill('SIGINT');
    await ended;
    await sink.close();
  }
  expect(processesOf(marker)).toEqual([]);
});

test('with one of them the embedded backend takes the rest', async () => {
  test.setTimeout(120_000);
  const sink = await startSink();
  const stack = await runStack<Urls>(['--memory'], { LOKI_URL: sink.url });
  try {
    const { store, otlp, jaeger, loki, metrics } = stack.urls;
    expect(loki).toBe(sink.url);
    expect(otlp).not.toBe(sink.url);
    expect((await fetch(`${store}/api/search?q=mug`)).status).toBe(200);
    const telemetry = createTelemetry({ jaeger, loki: otlp, metrics }, 20_000);
    await telemetry.findTrace({ service: 'store' });
    await expect.poll(() => [...sink.paths]).toEqual(['/loki/api/v1/push']);
    expect(await telemetry.loki.labels()).toEqual([]);
  } finally {
    await stack.stop();
    await sink.close();
  }
});
