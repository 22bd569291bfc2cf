import { defineConfig } from 'vitest/config';

/** The tests in a browser: one suite for every composition. */
const CONFORMANCE = [
  'src/capture/**/{documentLoad,patchFetch,redirects,serviceWorker,patchXhr,navigation,capture*}.test.ts',
  'src/composition/keptTraces.test.ts',
  'src/early/startClient.test.ts',
  'src/export/{Exporter,blocked}.test.ts',
  'src/process/wallClock.test.ts',
  'src/setConsent.test.ts',
  'src/withSpan.test.ts',
];

export default defineConfig({
  test: {
    // What a page does, in a real browser, holds for both compositions.
    projects: [
      {
        extends: true,
        test: { name: 'light', provide: { composition: 'light' }, include: ['src/**/*.test.ts'] },
      },
      {
        extends: true,
        test: { name: 'standard', provide: { composition: 'standard' }, include: CONFORMANCE },
      },
    ],
    globalSetup: ['src/testing/provideBundle.ts'],
    // One browser at a time: each is a few hundred megabytes.
    fileParallelism: false,
    // Vitest's default, a second, is too short on a machine with other work.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
