import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { whenChanged } from './install.mjs';

const folder = mkdtempSync(join(tmpdir(), 'install-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('an install is done once for a lockfile, again for another, and again after a failure', async () => {
  const stamp = join(folder, 'stamp');
  let installs = 0;
  const install = async () => {
    installs += 1;
  };
  await whenChanged(stamp, 'lockfile 1', install);
  await whenChanged(stamp, 'lockfile 1', install);
  expect(installs).toBe(1);

  const broken = () => Promise.reject(new Error('no network'));
  await expect(whenChanged(stamp, 'lockfile 2', broken)).rejects.toThrow('no network');
  await whenChanged(stamp, 'lockfile 2', install);
  expect(installs).toBe(2);
});
