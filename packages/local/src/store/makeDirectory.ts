import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { StoreError } from './StoreError.js';

/**
 * Makes a directory and those above it, one at a time: `mkdir` with `recursive` never returns where the file system
 * answers ENOENT to every attempt, as below `/proc` (Node.js 20).
 *
 * @throws StoreError naming the directory and the reason.
 */
export async function makeDirectory(directory: string): Promise<void> {
  const path = resolve(directory);
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return;
  if (found) throw new StoreError(`${path} is not a directory: choose another data directory`);
  if (dirname(path) !== path) await makeDirectory(dirname(path));
  try {
    await mkdir(path);
  } catch (error) {
    // Another process made it just now.
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(`cannot make ${path} (${reason}): choose another data directory`, { cause: error });
  }
}
