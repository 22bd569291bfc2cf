import { afterEach, expect, it, vi } from 'vitest';
import { nextBasePath, nextDistDir } from './nextSettings.js';

afterEach(() => void vi.unstubAllEnvs());

it('knows a standalone build by the configuration that Next built in; the environment comes first', () => {
  expect([nextDistDir(), nextBasePath()]).toEqual(['.next', '']);
  vi.stubEnv('__NEXT_PRIVATE_STANDALONE_CONFIG', '{"distDir":"./out","basePath":"/shop"}');
  expect([nextDistDir(), nextBasePath()]).toEqual(['./out', '/shop']);
  vi.stubEnv('THROUGHLINE_NEXT_DIST_DIR', 'build');
  vi.stubEnv('THROUGHLINE_NEXT_BASE_PATH', '/other');
  expect([nextDistDir(), nextBasePath()]).toEqual(['build', '/other']);
});
