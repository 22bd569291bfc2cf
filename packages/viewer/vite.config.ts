import { VIEWER_API_PREFIX } from '@throughline/semconv';
import { defineConfig } from 'vitest/config';

const backend = process.env.THROUGHLINE_BACKEND ?? 'http://127.0.0.1:4318';

export default defineConfig({
  base: '/',
  esbuild: { jsx: 'automatic' },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The content security policy allows no data: fonts or scripts; a file of its own always works.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { [VIEWER_API_PREFIX]: backend, '/api/traces': backend },
  },
  test: {
    // Vitest's default, a second, is too short on a machine with other work.
    expect: { poll: { timeout: 15_000 } },
  },
});
