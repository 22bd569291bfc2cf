import { test as base, type TelemetryUrls } from '@throughline/playwright';
import { isCi } from '../../infra/native/nativeProblem.mjs';
import { runStack, type Urls } from './runStack.js';
import { Shop } from './Shop.js';
import { type RealServers, realServersProblem, startRealServers } from './startRealServers.js';
import { type RunningShop, startShop } from './startShop.js';

/** What a project chooses. */
export interface StackOptions {
  /** Where the telemetry of the shop goes: into the backend that `npm start` brings, or that of `npm run stack`. */
  backends: 'embedded' | 'real';
  /** Who makes the spans of shop and payments: `@throughline/server`, or OpenTelemetry's SDK. */
  provider: 'light' | 'sdk';
}

interface WorkerFixtures extends StackOptions {
  /** In the project "real" alone, where they can be had. */
  realServers: RealServers | undefined;
  /** One shop for all specs of a project. */
  stack: {
    readonly store: string;
    readonly otlp: string;
    readonly query: TelemetryUrls;
    readonly viewer?: string;
  };
}

interface Fixtures {
  backendsAreThere: undefined;
  urls: { readonly store: string };
  /** The embedded backend's. */
  viewerUrl: string;
  shop: Shop;
  /** Starts a shop of the test's own, which ends with the test. */
  startShop: (env?: Readonly<Record<string, string>>) => Promise<RunningShop>;
}

const START_TIMEOUT_MILLIS = 180_000;

/** The kit's `test`, pointed at the shop and the backends of its project, with the shop as a page object. */
export const test = base.extend<Fixtures, WorkerFixtures>({
  backends: ['embedded', { option: true, scope: 'worker' }],
  provider: ['light', { option: true, scope: 'worker' }],

  // Fixtures of the worker come first, so it is here that nothing is started, and there that the test is skipped.
  realServers: [
    async ({ backends }, use) => {
      const problem = backends === 'real' ? realServersProblem() : undefined;
      if (problem && isCi()) throw new Error(`CI has to run the real servers, but ${problem}`);
      const servers = backends === 'real' && !problem ? await startRealServers() : undefined;
      await use(servers);
      await servers?.stop();
    },
    { scope: 'worker', timeout: START_TIMEOUT_MILLIS },
  ],
  backendsAreThere: [
    async ({ backends, realServers }, use, testInfo) => {
      testInfo.skip(backends === 'real' && !realServers, realServersProblem());
      await use(undefined);
    },
    { auto: true },
  ],
  stack: [
    async ({ backends, provider, realServers }, use) => {
      const env = { THROUGHLINE_PROVIDER: provider };
      if (realServers) {
        const { urls, stop } = await runStack<{ store: string }>([], { ...realServers.env, ...env });
        realServers.scrape(urls.store);
        await use({
          store: urls.store,
          otlp: realServers.env.OTEL_EXPORTER_OTLP_ENDPOINT,
          query: realServers.query,
        });
        await stop();
      } else if (backends === 'real') {
        await use({ store: '', otlp: '', query: { jaeger: '', loki: '', metrics: '' } });
      } else {
        const { urls, stop } = await runStack<Urls>([], env);
        const { store, viewer, otlp, jaeger, loki, metrics } = urls;
        await use({ store, otlp, viewer, query: { jaeger, loki, metrics } });
        await stop();
      }
    },
    { scope: 'worker', timeout: START_TIMEOUT_MILLIS },
  ],

  urls: ({ stack }, use) => use({ store: stack.store }),
  viewerUrl: ({ stack }, use) => {
    if (!stack.viewer) throw new Error('The real servers have no viewer: run this spec in "embedded" only.');
    return use(stack.viewer);
  },
  baseURL: ({ stack }, use) => use(stack.store),
  telemetryUrls: ({ stack }, use) => use(stack.query),
  shop: ({ page }, use) => use(new Shop(page)),
  startShop: async ({ provider, realServers, telemetryTimeoutMillis }, use) => {
    const shops: RunningShop[] = [];
    await use(async (env = {}) => {
      const chosen = { THROUGHLINE_PROVIDER: provider, ...env };
      const shop = await startShop(realServers, chosen, telemetryTimeoutMillis);
      shops.push(shop);
      return shop;
    });
    for (const shop of shops) await shop.stop();
  },
});

export { expect, type Trace, traceIdOf } from '@throughline/playwright';
