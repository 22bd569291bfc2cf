import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // The integration test builds a Next app first.
    hookTimeout: 300_000,
    // Vitest's default, a second, is too short on a machine with other work.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 60_000,
  },
});
