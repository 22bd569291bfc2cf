import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './progress.mjs';
import { ROOT, run, tail } from './run.mjs';

const STAMP = join(ROOT, 'node_modules', '.throughline-install');

/** What the installed tree depends on: the lockfile, the platform and the ABI of native parts. */
function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(join(ROOT, 'package-lock.json')))
    .update(`${process.platform}-${process.arch}-${process.versions.modules}`)
    .digest('hex');
}

/** Installs the dependencies unless they are those of this lockfile already. */
export async function ensureInstalled() {
  await whenChanged(STAMP, fingerprint(), install);
}

/**
 * Does the work unless it was done for the same fingerprint before. Work that fails leaves no stamp: it is tried again.
 *
 * @param {string} stamp File that holds the fingerprint of the last time.
 * @param {string} wanted
 * @param {() => Promise<void>} work
 */
export async function whenChanged(stamp, wanted, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await work();
  writeFileSync(stamp, wanted);
}

async function install() {
  await step('Installing dependencies', async (update) => {
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    // Not `npm ci`: it refuses a lockfile that lacks the binaries of other platforms, and the lockfile was made where a
    // registry does not have them all (docs/adr/0004-bootstrap.md). `--no-save` leaves the lockfile as it is.
    // Development dependencies are what builds and tests this: NODE_ENV=production must not leave them out.
    const args = ['install', '--no-save', '--include=dev', '--no-audit', '--no-fund'];
    const { code, output } = await run(npm, args, { onLine: update });
    if (code !== 0) {
      throw new Error(
        `npm install failed with exit code ${code}. Its last lines:\n\n${tail(output)}\n\n` +
          'Check the network and the registry that npm uses, then run the same command again.',
      );
    }
  });
}
