import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackend } from '@throughline/local';
import {
  createJaegerClient,
  createLokiClient,
  createPrometheusClient,
  type JaegerClient,
  type LokiClient,
  type PrometheusClient,
} from '@throughline/playwright/query';
import { expect } from 'vitest';
import { appTarget } from '../stack/scrapeTargets.mjs';
import { startNativeStack } from '../testing/spawnStack.js';

/** The embedded backend or the real servers, and the client code that asks the one as the other. */
export interface Backend {
  readonly name: 'embedded' | 'real';
  readonly otlp: string;
  readonly loki: string;
  readonly jaegerUrl: string;
  readonly metricsUrl: string;
  readonly jaeger: JaegerClient;
  readonly logs: LokiClient;
  readonly metrics: PrometheusClient;
  /** Has the page of an app read every few seconds. */
  scrape(url: string, token: string): void;
}

/** Both, side by side. */
export interface BothBackends {
  readonly embedded: Backend;
  readonly real: Backend;
  /** Does the same with both, the one after the other. */
  each(act: (backend: Backend) => Promise<unknown>): Promise<void>;
  /** Asks both the same, expects the same answer and gives it. */
  same<Answer>(ask: (backend: Backend) => Promise<Answer>): Promise<Answer>;
  stop(): Promise<void>;
}

/**
 * Starts the embedded backend in memory, and those of the real servers that a test needs.
 *
 * @param only - As `npm run stack -- --only` takes it.
 * @param token - What Prometheus shows to the pages that it scrapes.
 */
export async function startBothBackends(only: string, token = 'a-token-of-the-test'): Promise<BothBackends> {
  const data = mkdtempSync(join(tmpdir(), 'throughline-conformance-'));
  const args = ['--only', only, '--port-base', '0', '--data', data, '--scrape', 'none'];
  const stack = await startNativeStack([...args, '--scrape-token-env', 'CONFORMANCE_TOKEN'], {
    CONFORMANCE_TOKEN: token,
  });
  const local = await startBackend({ port: 0 });
  const { urls } = stack;
  const embedded = backend('embedded', local.url, local.url, local.url, local.url, (url, bearerToken) =>
    local.addScrape({ url, bearerToken, intervalMillis: 1000 }),
  );
  const real = backend('real', urls.otlp, urls.loki, urls.jaeger, urls.prometheus, (url) =>
    writeFileSync(join(urls.targetsDir, 'app-conformance.json'), JSON.stringify([appTarget(url)])),
  );
  return {
    embedded,
    real,
    async each(act) {
      await act(embedded);
      await act(real);
    },
    async same(ask) {
      const answer = await ask(real);
      expect(await ask(embedded), 'the embedded backend answers as the real server').toEqual(answer);
      return answer;
    },
    async stop() {
      await local.close();
      await stack.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** What a test did not start has an address where nobody answers. */
const NOWHERE = 'http://127.0.0.1:9';

function backend(
  name: Backend['name'],
  otlp = NOWHERE,
  loki = NOWHERE,
  jaeger = NOWHERE,
  metrics = NOWHERE,
  scrape: Backend['scrape'],
): Backend {
  return {
    name,
    otlp,
    loki,
    jaegerUrl: jaeger,
    metricsUrl: metrics,
    jaeger: createJaegerClient(jaeger),
    logs: createLokiClient(loki),
    metrics: createPrometheusClient(metrics),
    scrape,
  };
}
