import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { step } from '../bootstrap/progress.mjs';
import { ROOT } from '../bootstrap/run.mjs';
import { describeOutside } from './outsideBackends.mjs';
import { choosePort, freePort } from './ports.mjs';
import { startService } from './service.mjs';

/**
 * @typedef {object} StackOptions
 * @property {boolean} [dev] `next dev` in place of the production build.
 * @property {boolean} [memory] Keep nothing on disk.
 * @property {import('./ports.mjs').AskedPort} [storePort]
 * @property {import('./ports.mjs').AskedPort} [backendPort]
 * @property {string} [dataDir] Where data and logs go. Default `.throughline`.
 * @property {import('./outsideBackends.mjs').OutsideBackends} [outside] Where the apps send instead of the embedded
 *   backend, which starts only for what is left. What the environment of this process says does not count.
 * @property {NodeJS.ProcessEnv} [env] Over what the stack sets otherwise, for every service.
 */

/**
 * What is not the embedded backend's and cannot be known from outside is missing.
 *
 * @typedef {object} Urls
 * @property {string} store
 * @property {string} [viewer]
 * @property {string} otlp Base of `/v1/traces`.
 * @property {string} [jaeger] Base of Jaeger's query API.
 * @property {string} loki Base of Loki's API.
 * @property {string} [metrics] Base of Prometheus's query API.
 */

/** @typedef {{ urls: Urls, notes: string[], services: import('./service.mjs').Service[], stop: (hard?: boolean) => Promise<void> }} Stack */

const STORE_PORT = 3000;
const BACKEND_PORT = 4318;

/**
 * Starts the embedded backend where it is needed, payments and the shop, each healthy before the next, and stops what
 * was started when one of them fails.
 *
 * @param {StackOptions} options
 * @param {AbortSignal} [signal] Breaks the start off: what came up already is stopped, and the promise rejects.
 * @returns {Promise<Stack>}
 */
export async function startStack(
  { dev = false, memory = false, storePort, backendPort, dataDir, outside = {}, env = {} },
  signal,
) {
  const data = dataDir ?? join(ROOT, '.throughline');
  const logDir = join(data, 'logs');
  const { traces: outsideTraces, logs: outsideLogs } = describeOutside(outside);
  const isEmbedded = !outsideTraces || !outsideLogs;
  const store = await choosePort(storePort, STORE_PORT);
  const backend = isEmbedded ? await choosePort(backendPort, BACKEND_PORT) : { port: 0, moved: false };
  const paymentsPort = await freePort();

  const storeUrl = `http://127.0.0.1:${store.port}`;
  const backendUrl = `http://127.0.0.1:${backend.port}`;
  const paymentsUrl = `http://127.0.0.1:${paymentsPort}`;
  // Made anew at each start and known to the two sides alone; unless the caller has one, as the Prometheus of
  // `npm run stack` does.
  const metricsToken = process.env.THROUGHLINE_METRICS_TOKEN || randomBytes(24).toString('base64url');

  const telemetry = {
    OTEL_RESOURCE_ATTRIBUTES: process.env.OTEL_RESOURCE_ATTRIBUTES ?? 'deployment.environment.name=demo',
    // No link to what does not run.
    THROUGHLINE_VIEWER_URL: isEmbedded ? backendUrl : undefined,
    ...env,
    OTEL_EXPORTER_OTLP_ENDPOINT: outsideTraces ? outside.OTEL_EXPORTER_OTLP_ENDPOINT : backendUrl,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: outside.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,
    LOKI_URL: outside.LOKI_URL ?? backendUrl,
  };

  /** @type {import('./service.mjs').Service[]} */
  const services = [];
  const stop = async (hard = false) => {
    // The apps first: what they still hold goes to the backend.
    for (const service of [...services].reverse()) await service.stop(hard);
  };

  try {
    if (isEmbedded) {
      await step('Starting the backend', async () => {
        const storage = memory ? ['--memory'] : ['--data', data];
        services.push(
          await startService({
            ...(signal ? { signal } : {}),
            name: 'backend',
            args: [
              join(ROOT, 'packages/cli/dist/main.js'),
              'dev',
              ...['--port', String(backend.port)],
              ...['--scrape', `${storeUrl}/api/metrics`, '--scrape-token-env', 'THROUGHLINE_METRICS_TOKEN'],
              ...storage,
            ],
            env: { THROUGHLINE_METRICS_TOKEN: metricsToken, ...env },
            healthUrl: `${backendUrl}/healthz`,
            logDir,
          }),
        );
      });
    }
    await step('Starting payments', async () => {
      services.push(
        await startService({
          ...(signal ? { signal } : {}),
          name: 'payments',
          args: [join(ROOT, 'apps/payments/dist/main.js')],
          env: {
            NODE_ENV: 'production',
            PORT: String(paymentsPort),
            OTEL_SERVICE_NAME: 'payments',
            ...telemetry,
          },
          healthUrl: `${paymentsUrl}/health`,
          logDir,
        }),
      );
    });
    await step(dev ? 'Starting the shop (next dev)' : 'Starting the shop', async () => {
      const appDir = join(ROOT, 'apps/store');
      const next = createRequire(join(appDir, 'package.json')).resolve('next/dist/bin/next');
      services.push(
        await startService({
          ...(signal ? { signal } : {}),
          name: 'store',
          args: [next, dev ? 'dev' : 'start', '--port', String(store.port), '--hostname', '127.0.0.1'],
          cwd: appDir,
          env: {
            NODE_ENV: dev ? 'development' : 'production',
            PORT: String(store.port),
            OTEL_SERVICE_NAME: 'store',
            PAYMENTS_URL: paymentsUrl,
            THROUGHLINE_METRICS_TOKEN: metricsToken,
            ...telemetry,
          },
          // Answers once the database is open: the first visitor must not wait for that.
          healthUrl: `${storeUrl}/api/search?q=mug`,
          logDir,
          timeoutMillis: 120_000,
        }),
      );
    });
  } catch (error) {
    await stop();
    throw error;
  }

  const notes = [];
  if (!isEmbedded && !process.env.THROUGHLINE_METRICS_TOKEN)
    notes.push(`THROUGHLINE_METRICS_TOKEN is not set: nobody can read ${storeUrl}/api/metrics.`);
  if (store.moved) notes.push(`Port ${STORE_PORT} is taken: the shop listens on ${store.port}.`);
  if (backend.moved) notes.push(`Port ${BACKEND_PORT} is taken: the backend listens on ${backend.port}.`);
  return {
    urls: {
      store: storeUrl,
      ...(isEmbedded ? { viewer: backendUrl } : {}),
      otlp: outsideTraces ?? backendUrl,
      ...(outsideTraces ? {} : { jaeger: backendUrl }),
      loki: outsideLogs ?? backendUrl,
      ...(isEmbedded ? { metrics: backendUrl } : {}),
    },
    notes,
    services,
    stop,
  };
}
