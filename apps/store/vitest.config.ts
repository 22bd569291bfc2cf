import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    // PGlite takes seconds to start where the machine has other work.
    hookTimeout: 120_000,
    testTimeout: 30_000,
  },
});
