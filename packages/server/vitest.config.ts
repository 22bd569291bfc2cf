import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // The integration test builds a Next app first.
    hookTimeout: 300_000,
    // Vitest's second is what a machine with other work takes for nothing.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 60_000,
  },
});
