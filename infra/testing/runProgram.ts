import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { BinaryName } from '../native/binaries.mjs';
import { binaryPath } from '../native/binaryCache.mjs';

const INFRA = fileURLToPath(new URL('..', import.meta.url));

/** Runs one of the programs to its end, in `infra`. Its code is 0 for what it takes. */
export function runProgram(name: BinaryName, args: string[], env: NodeJS.ProcessEnv = {}, input = '') {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const child = execFile(
      binaryPath(name),
      args,
      { cwd: INFRA, env: { ...process.env, ...env }, maxBuffer: 16e6 },
      (error, stdout, stderr) => resolve({ code: error ? 1 : 0, output: `${stdout}${stderr}` }),
    );
    // A program that reads nothing may have ended before.
    child.stdin?.on('error', () => undefined).end(input);
  });
}
