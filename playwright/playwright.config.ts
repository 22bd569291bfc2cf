import { defineConfig } from '@playwright/test';
import type { TelemetryOptions } from '@throughline/playwright';
import { findChromium } from '@throughline/playwright/chromium';
import type { StackOptions } from './stack/test.js';

const { executablePath, args, env } = await findChromium();

/** Every other spec runs on both. These would find nothing else on the real servers, or have nothing to look at. */
const EMBEDDED_ONLY = [
  'viewer', // the viewer is the embedded backend's
  'start', // how `npm start` behaves
  'freshApp', // the README's steps, which begin with `throughline dev`
  'compatibility', // apps outside of this repository, by the same steps
  'client-size', // bytes of a build, no backend
  'cold-load', // an app that takes its telemetry itself
  'continuity', // apps and a collector of its own
  'main-thread', // the same
  'developing', // the same
  'visits', // an app of its own, whose records a receiver of its own counts
];

/** These stop the processes of the servers. */
const REAL_ONLY = ['outage'];

/** What is told of a visit has to be the same whoever makes the spans: these look at it from end to end. */
const STOCK = ['browserMetrics', 'checkout', 'navigation', 'relay', 'shutdown', 'trouble'];
const STOCK_ONLY = ['stock'];

/** The shop's clients with this cookie take their spans from OpenTelemetry's `WebTracerProvider`. */
const STANDARD_COMPOSITION = {
  name: 'composition',
  value: 'standard',
  domain: '127.0.0.1',
  path: '/',
  expires: -1,
  httpOnly: false,
  secure: false,
  sameSite: 'Lax' as const,
};

const specs = (names: readonly string[]) => names.map((name) => `**/${name}.spec.ts`);

/** Each project has one stack, started by the first spec that needs it: the production build and its backends. */
export default defineConfig<TelemetryOptions, StackOptions>({
  testDir: 'tests',
  globalSetup: './stack/globalSetup.ts',
  // One stack, two cores: parallel pages would measure each other.
  workers: 1,
  retries: 0,
  forbidOnly: !!process.env.CI,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.reports/playwright.json' }]],
  use: {
    launchOptions: {
      executablePath,
      args,
      ...(env ? { env: { ...process.env, ...env } as Record<string, string> } : {}),
    },
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    // Through the Collector a trace is there after two seconds, and Prometheus scrapes every five.
    telemetryTimeoutMillis: 30_000,
  },
  projects: [
    { name: 'embedded', testIgnore: specs([...REAL_ONLY, ...STOCK_ONLY]), use: { backends: 'embedded' } },
    {
      // OpenTelemetry's own SDK on both sides, where the others run this repository's providers.
      name: 'stock',
      testMatch: specs([...STOCK, ...STOCK_ONLY]),
      use: {
        backends: 'embedded',
        provider: 'sdk',
        storageState: { cookies: [STANDARD_COMPOSITION], origins: [] },
      },
    },
    { name: 'real', testIgnore: specs([...EMBEDDED_ONLY, ...STOCK_ONLY]), use: { backends: 'real' } },
  ],
});
