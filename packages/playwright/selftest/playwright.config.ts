import { defineConfig } from '@playwright/test';
import { findChromium } from '@throughline/playwright/chromium';

const { executablePath, args } = await findChromium();

/** Runs the built kit as its users do. `src/fixtures/test.test.ts` starts it and reads what it reports. */
export default defineConfig({
  testDir: '.',
  // Not `.spec.ts`: that is Vitest's here.
  testMatch: '*.pw.ts',
  outputDir: process.env.SELFTEST_OUTPUT ?? 'test-results',
  workers: 1,
  reporter: 'json',
  use: { launchOptions: { executablePath, args } },
});
