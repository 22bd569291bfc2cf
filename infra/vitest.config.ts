import { defineConfig } from 'vitest/config';

// Real servers: a scrape alone may be 15 s away.
export default defineConfig({ test: { include: ['**/*.test.ts'], testTimeout: 60_000 } });
