import { renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/stack/ports.mjs';
import { type Service, startService } from '../../scripts/stack/service.mjs';
import { appTarget } from '../stack/scrapeTargets.mjs';
import type { StartedStack } from './spawnStack.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Apps that send to a stack, each scraped by its Prometheus. */
export interface Apps {
  readonly store: string;
  readonly troubled: string;
  stop(): Promise<void>;
}

/**
 * Starts payments, the shop's production build and the troubled app. They take everything from the environment, as an
 * operator's do.
 */
export async function startApps(stack: StartedStack, token: string, logDir: string): Promise<Apps> {
  const services: Service[] = [];
  const stop = async () => {
    for (const service of services.reverse()) await service.stop();
  };
  const start = async (name: string, health: string, args: string[], env: NodeJS.ProcessEnv, cwd = ROOT) => {
    const port = await freePort();
    const metricsPort = await freePort();
    services.push(
      await startService({
        name,
        args: args.map((argument) => argument.replace('PORT', String(port))),
        cwd,
        healthUrl: `http://127.0.0.1:${port}${health}`,
        logDir,
        timeoutMillis: 120_000,
        env: {
          NODE_ENV: 'production',
          PORT: String(port),
          OTEL_SERVICE_NAME: name,
          OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
          OTEL_EXPORTER_OTLP_ENDPOINT: stack.urls.otlp,
          LOKI_URL: stack.urls.loki,
          THROUGHLINE_METRICS_TOKEN: token,
          THROUGHLINE_METRICS_PORT: String(metricsPort),
          ...env,
        },
      }),
    );
    scrape(stack, name, `http://127.0.0.1:${metricsPort}/metrics`);
    return `http://127.0.0.1:${port}`;
  };
  try {
    const payments = await start('payments', '/health', [join(ROOT, 'apps/payments/dist/main.js')], {});
    const appDir = join(ROOT, 'apps/store');
    const next = createRequire(join(appDir, 'package.json')).resolve('next/dist/bin/next');
    const store = await start(
      'store',
      '/api/search?q=mug',
      [next, 'start', '--port', 'PORT', '--hostname', '127.0.0.1'],
      { PAYMENTS_URL: payments },
      appDir,
    );
    const app = fileURLToPath(new URL('troubledApp.mjs', import.meta.url));
    return { store, troubled: await start('troubled', '/', [app], {}), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Prometheus sees a whole file or none. */
function scrape({ urls: { targetsDir } }: StartedStack, name: string, url: string): void {
  const file = join(targetsDir, `app-${name}.json`);
  writeFileSync(`${file}.tmp`, JSON.stringify([appTarget(url)]));
  renameSync(`${file}.tmp`, file);
}
