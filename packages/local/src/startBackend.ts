import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { isIPv6 } from 'node:net';
import type { BackendStatus } from '@throughline/viewer/api';
import { BodyBudget } from './http/BodyBudget.js';
import { handleRequests } from './http/handleRequests.js';
import { jaegerRoutes } from './http/jaegerRoutes.js';
import { LiveFeed } from './http/LiveFeed.js';
import { lokiRoutes } from './http/lokiRoutes.js';
import { otlpRoutes } from './http/otlpRoutes.js';
import { prometheusRoutes } from './http/prometheusRoutes.js';
import { json, type Route } from './http/Route.js';
import { viewerFiles } from './http/viewerFiles.js';
import { viewerRoutes } from './http/viewerRoutes.js';
import { type BackendOptions, checkScrape, resolveOptions } from './options.js';
import { Scraper, type ScrapeTarget } from './scrape/Scraper.js';
import { WorkerClient } from './worker/WorkerClient.js';

/** A running backend. */
export interface Backend {
  /** Base URL, without a slash at its end: OTLP endpoint, Loki URL and viewer in one. */
  readonly url: string;
  readonly port: number;
  /** Starts to scrape another page of metrics. @throws TypeError for a target that is not valid. */
  addScrape(target: ScrapeTarget): void;
  /** Stops taking requests, finishes those at hand, stores everything that was answered, closes. */
  close(): Promise<void>;
}

/** Time for requests at hand to finish when closing, in milliseconds. */
const CLOSE_MILLIS = 5000;

/**
 * Starts the embedded backend: OTLP/HTTP and Loki pushes in, Jaeger's, Loki's and Prometheus's query APIs and the
 * viewer out, on one port.
 *
 * @throws TypeError for a wrong option, `StoreError` where the data directory cannot be used, and an Error with
 * `code: 'EADDRINUSE'` where the port is taken.
 */
export async function startBackend(options: BackendOptions = {}): Promise<Backend> {
  const { host, port, dataDir, scrapes, limits, viewerDir } = resolveOptions(options);
  let listener: RequestListener = (_, response) => response.writeHead(503, { 'retry-after': '1' }).end();
  let closing: Promise<void> | undefined;
  const server = createServer((request, response) => {
    // A sender that keeps its connection busy would keep a closing server open.
    if (closing !== undefined) response.shouldKeepAlive = false;
    response.once('close', () => closing && server.closeIdleConnections());
    listener(request, response);
  });
  // Before the store is opened: the loser of a race for the port must not touch the file.
  const actualPort = await listen(server, host, port);
  const url = `http://${isIPv6(host) ? `[${host}]` : host}:${actualPort}`;
  let engine: WorkerClient;
  try {
    engine = await WorkerClient.open(
      { limits, ...(dataDir === undefined ? {} : { dataDir }) },
      options.onNotice ?? ((text) => process.emitWarning(text)),
    );
  } catch (error) {
    server.close();
    throw error;
  }
  const budget = new BodyBudget();
  const live = new LiveFeed(engine);
  const scraper = new Scraper(engine);
  const status = async (): Promise<BackendStatus> => {
    const { spans, logLines, samples, bytes, rejected } = await engine.call('status');
    const storage = dataDir === undefined ? 'memory' : 'disk';
    const bytesOnDisk = dataDir === undefined ? 0 : bytes;
    const held = { spans, logLines, samples, bytesOnDisk };
    return { version: VERSION, endpoint: url, storage, ...held, scrapes: scraper.status(), rejected };
  };
  const routes: Route[] = [
    ...otlpRoutes(engine, budget),
    ...lokiRoutes(engine, budget),
    ...viewerRoutes(engine, live, status),
    ...prometheusRoutes(engine, budget),
    ...jaegerRoutes(engine),
    healthRoute(engine),
    ...viewerFiles(viewerDir),
  ];
  listener = handleRequests(routes, host);
  for (const target of scrapes) scraper.add(target);
  return {
    url,
    port: actualPort,
    addScrape(target) {
      checkScrape(target);
      scraper.add(target);
    },
    close() {
      closing ??= (async () => {
        live.close();
        await Promise.all([stop(server), scraper.close()]);
        await engine.close();
      })();
      return closing;
    },
  };
}

const VERSION = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version;

function healthRoute(engine: WorkerClient): Route {
  return {
    pattern: '/healthz',
    error: (status, message) => json(status, { status: 'error', message }),
    methods: { GET: () => (engine.alive ? json(200, { status: 'ok' }) : json(503, { status: 'error' })) },
  };
}

async function listen(server: Server, host: string, port: number): Promise<number> {
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  // Longer than a sender's pause between two batches: else its next one meets a connection that is being closed.
  server.keepAliveTimeout = 65_000;
  server.maxConnections = 1000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    const message = `port ${port} of ${host} is taken by another program: stop it, or ask for another port`;
    throw Object.assign(new Error(message), { code: 'EADDRINUSE' });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

async function stop(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MILLIS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(timer);
}
