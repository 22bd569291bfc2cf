import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // The integration test builds a Next app first.
    hookTimeout: 300_000,
    testTimeout: 60_000,
  },
});
