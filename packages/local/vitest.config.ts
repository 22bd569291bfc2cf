import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Bounds a hang; nothing waits for it. The machine may be running other packages' tests at the same time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
