import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { step } from '../../scripts/bootstrap/progress.mjs';
import { run, tail } from '../../scripts/bootstrap/run.mjs';
import { BINARIES } from './binaries.mjs';
import { binaryPath, isBuilt, keepFresh, moduleDir } from './binaryCache.mjs';

/** What is not built into the environment of the build comes from here: the same binary on every machine. */
const BUILD_ENV = { CGO_ENABLED: '0', GOWORK: 'off' };

/** @returns {string | undefined} The version of the Go toolchain, or nothing where there is none. */
export function goVersion() {
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Builds what is not in the cache yet, one after the other and at the lowest priority: a build takes minutes and must
 * not make the machine useless meanwhile.
 *
 * @param {import('./binaries.mjs').BinaryName[]} names
 * @throws {Error} When a build fails, with its last lines.
 */
export async function ensureBinaries(names) {
  for (const name of names) {
    if (!isBuilt(name)) await buildBinary(name);
    keepFresh(name);
  }
}

/** @param {import('./binaries.mjs').BinaryName} name */
async function buildBinary(name) {
  const { version } = BINARIES[name];
  await step(`Building ${name} ${version} (once on this machine, some minutes)`, async (update) => {
    update('fetching modules');
    const total = await countPackages(name);
    const target = binaryPath(name);
    mkdirSync(dirname(target), { recursive: true });
    // Under a name of its own until it is whole: a build that is interrupted leaves nothing that looks built.
    const unfinished = `${target}.${process.pid}.tmp`;
    let compiled = 0;
    try {
      const { code, output } = await go(
        name,
        [
          'build',
          '-v',
          '-trimpath',
          '-buildvcs=false',
          ...buildFlags(name),
          '-o',
          unfinished,
          BINARIES[name].package,
        ],
        (line) => {
          compiled += 1;
          update(`${compiled}/${total} packages  ${line.slice(0, 70)}`);
        },
      );
      if (code !== 0) throw failed(name, output);
      renameSync(unfinished, target);
    } finally {
      rmSync(unfinished, { force: true });
    }
  });
}

/** How many packages the binary has: the end of the progress. Fetches the modules on the way. */
async function countPackages(/** @type {import('./binaries.mjs').BinaryName} */ name) {
  const { code, output } = await go(name, ['list', '-deps', ...tagFlags(name), BINARIES[name].package]);
  if (code !== 0) throw failed(name, output);
  return output.trimEnd().split('\n').length;
}

/**
 * @param {import('./binaries.mjs').BinaryName} name
 * @param {string[]} args
 * @param {(line: string) => void} [onLine]
 */
function go(name, [subcommand = '', ...args], onLine) {
  const command = ['go', '-C', moduleDir(name), subcommand, '-mod=readonly', ...args];
  // `nice` is in every Unix; elsewhere the build runs as it is.
  const nice = process.platform === 'win32' ? [] : ['nice', '-n', '19'];
  const [program = 'go', ...rest] = [...nice, ...command];
  return run(program, rest, { env: BUILD_ENV, ...(onLine ? { onLine } : {}) });
}

/** @param {import('./binaries.mjs').BinaryName} name */
function buildFlags(name) {
  const { version, versionVariable } = BINARIES[name];
  const stamp = versionVariable ? ` -X ${versionVariable}=${version}` : '';
  return [...tagFlags(name), `-ldflags=-s -w${stamp}`];
}

/** @param {import('./binaries.mjs').BinaryName} name */
function tagFlags(name) {
  const { tags } = BINARIES[name];
  return tags ? ['-tags', tags.join(',')] : [];
}

/** @param {string} name @param {string} output */
function failed(name, output) {
  return new Error(
    `Building ${name} failed. Its last lines:\n\n${tail(output, 40)}\n\n` +
      'It needs a Go toolchain at least as new as its go.mod says, and the Go module proxy or a filled module cache.',
  );
}
