import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDirectory } from './makeDirectory.js';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'make-directory-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

test('makes what is missing, and is content with what is there', async () => {
  const path = join(base, 'a', 'b', 'c');
  await makeDirectory(path);
  await makeDirectory(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

test('a file in the way is named, with what to do', async () => {
  const file = join(base, 'file');
  await writeFile(file, '');
  await expect(makeDirectory(file)).rejects.toThrow(
    `${file} is not a directory: choose another data directory`,
  );
  await expect(makeDirectory(join(file, 'below'))).rejects.toThrow('is not a directory');
});

test.runIf(process.platform === 'linux')('a file system that makes nothing ends in an error', async () => {
  await expect(makeDirectory('/proc/throughline')).rejects.toThrow('cannot make /proc/throughline');
});
