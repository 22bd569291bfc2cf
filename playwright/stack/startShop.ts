import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTelemetry, type Telemetry } from '@throughline/playwright';
import type { Service } from '../../scripts/stack/service.mjs';
import { startStack } from '../../scripts/stack/startStack.mjs';
import type { RealServers } from './startRealServers.js';

/** A shop of a test's own, with payments. */
export interface RunningShop {
  readonly url: string;
  /** What it did: in the embedded backend, one of its own, or in the real servers, which all shops share. */
  readonly telemetry: Telemetry;
  readonly services: readonly Service[];
  stop(): Promise<void>;
}

/**
 * Starts the shop, and an embedded backend where there are no real servers, on free ports.
 *
 * @param env - For every service of it.
 */
export async function startShop(
  servers: Pick<RealServers, 'env' | 'query' | 'scrape'> | undefined,
  env: Readonly<Record<string, string>>,
  timeoutMillis: number,
): Promise<RunningShop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-shop-'));
  const free = { value: '0', askedBy: 'this test' };
  const { THROUGHLINE_METRICS_TOKEN, ...outside } = servers?.env ?? {};
  const { urls, services, stop } = await startStack({
    storePort: free,
    backendPort: free,
    dataDir,
    outside,
    env: { ...(THROUGHLINE_METRICS_TOKEN ? { THROUGHLINE_METRICS_TOKEN } : {}), ...env },
  });
  servers?.scrape(urls.store);
  const { jaeger = '', loki, metrics = '' } = urls;
  return {
    url: urls.store,
    telemetry: createTelemetry(servers?.query ?? { jaeger, loki, metrics }, timeoutMillis),
    services,
    async stop() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
