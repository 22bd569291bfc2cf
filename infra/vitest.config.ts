import { defineConfig } from 'vitest/config';

// Real servers: a scrape alone may be 15 s away.
export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    globalSetup: './testing/buildInCi.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
