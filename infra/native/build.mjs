#!/usr/bin/env node
// Builds every program of this folder that is not in the cache yet: `node infra/native/build.mjs`.
import { fail } from '../../scripts/bootstrap/progress.mjs';
import { stopRunning } from '../../scripts/bootstrap/run.mjs';
import { BINARIES } from './binaries.mjs';
import { binaryPath } from './binaryCache.mjs';
import { ensureBinaries } from './buildBinary.mjs';
import { unbuildable } from './nativeProblem.mjs';

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, stopRunning);

const names = /** @type {import('./binaries.mjs').BinaryName[]} */ (Object.keys(BINARIES));
try {
  if (unbuildable(names).length) {
    throw new Error('There is no "go" on the PATH. Install Go 1.26 or newer.');
  }
  await ensureBinaries(names);
  for (const name of names) process.stdout.write(`${binaryPath(name)}\n`);
} catch (error) {
  fail(error);
  process.exitCode = 1;
}
