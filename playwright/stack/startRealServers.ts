import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TelemetryUrls } from '@throughline/playwright';
import type { BinaryName } from '../../infra/native/binaries.mjs';
import { nativeProblem } from '../../infra/native/nativeProblem.mjs';
import { appTarget } from '../../infra/stack/scrapeTargets.mjs';
import { startNativeStack } from '../../infra/testing/spawnStack.js';

/** What the specs of the project "real" run on. */
export const REAL_PROGRAMS: readonly BinaryName[] = ['prometheus', 'jaeger', 'loki', 'collector'];

/** Why the real servers cannot be had, or nothing where they can. */
export function realServersProblem(): string | undefined {
  return nativeProblem([...REAL_PROGRAMS]);
}

/** The stack of `npm run stack`, up. */
export interface RealServers {
  /** Where a person would look. */
  readonly query: TelemetryUrls;
  /** What it tells a person to export before `npm start`. */
  readonly env: {
    readonly OTEL_EXPORTER_OTLP_ENDPOINT: string;
    readonly LOKI_URL: string;
    readonly THROUGHLINE_METRICS_TOKEN: string;
  };
  /** Has Prometheus scrape a shop. */
  scrape(storeUrl: string): void;
  stop(): Promise<void>;
}

/** Starts `npm run stack` on free ports with data of its own: the Collector in front of Jaeger, Loki, Prometheus. */
export async function startRealServers(): Promise<RealServers> {
  const data = mkdtempSync(join(tmpdir(), 'throughline-real-'));
  const { urls, stop } = await startNativeStack(['--port-base', '0', '--data', data, '--scrape', 'none']);
  const { jaeger, loki, prometheus, otlp, targetsDir, tokenFile } = urls;
  if (!jaeger || !loki || !prometheus || !otlp) throw new Error(`incomplete: ${JSON.stringify(urls)}`);
  return {
    query: { jaeger, loki, metrics: prometheus },
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: otlp,
      LOKI_URL: loki,
      THROUGHLINE_METRICS_TOKEN: readFileSync(tokenFile, 'utf8'),
    },
    scrape(storeUrl) {
      const target = appTarget(`${storeUrl}/api/metrics`);
      writeFileSync(join(targetsDir, `app-${new URL(storeUrl).port}.json`), JSON.stringify([target]));
    },
    async stop() {
      await stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
