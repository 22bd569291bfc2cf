import { defineConfig } from 'vitest/config';

// Programs are started and packages packed: seconds each on a busy machine.
export default defineConfig({ test: { include: ['**/*.test.mjs'], testTimeout: 60_000 } });
