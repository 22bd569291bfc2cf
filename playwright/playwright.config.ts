import { defineConfig } from '@playwright/test';
import { findChromium } from '@throughline/playwright/chromium';

const { executablePath, args, env } = await findChromium();

/** Everything runs against one stack, started once by `globalSetup`: the production build and the embedded backend. */
export default defineConfig({
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
  },
});
