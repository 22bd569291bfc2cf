import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BINARIES } from './binaries.mjs';

const UNUSED_MILLIS = 30 * 24 * 3_600_000;
const NATIVE = fileURLToPath(new URL('.', import.meta.url));

/** @param {import('./binaries.mjs').BinaryName} name @returns {string} The folder of its Go module. */
export function moduleDir(name) {
  return join(NATIVE, BINARIES[name].module);
}

/**
 * Where the built binary is, or will be: outside the checkout, so that a fresh clone on the same machine starts at once,
 * and under a name that changes with whatever goes into the build.
 *
 * @param {import('./binaries.mjs').BinaryName} name
 * @param {NodeJS.ProcessEnv} [env]
 */
export function binaryPath(name, env = process.env) {
  const base = env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return join(base, 'throughline', 'native', `${name}-${fingerprint(name)}${suffix}`);
}

/** @param {import('./binaries.mjs').BinaryName} name @param {NodeJS.ProcessEnv} [env] */
export function isBuilt(name, env = process.env) {
  return existsSync(binaryPath(name, env));
}

/**
 * Notes that a binary is in use, and takes away the ones of the same program that no checkout used for a month: each is
 * up to 160 MB.
 *
 * @param {import('./binaries.mjs').BinaryName} name
 * @param {NodeJS.ProcessEnv} [env]
 */
export function keepFresh(name, env = process.env) {
  const path = binaryPath(name, env);
  const now = Date.now();
  utimesSync(path, now / 1000, now / 1000);
  const dir = dirname(path);
  for (const file of readdirSync(dir)) {
    const isOfThis = file.startsWith(`${name}-`) && /^[0-9a-f]{16}\b/.test(file.slice(name.length + 1));
    const old = join(dir, file);
    if (isOfThis && now - statSync(old).mtimeMs > UNUSED_MILLIS) rmSync(old, { force: true });
  }
}

/** @param {import('./binaries.mjs').BinaryName} name */
function fingerprint(name) {
  const dir = moduleDir(name);
  const hash = createHash('sha256');
  for (const file of readdirSync(dir).sort()) {
    if (/^go\.(mod|sum)$|\.go$/.test(file)) hash.update(`${file}\n`).update(readFileSync(join(dir, file)));
  }
  return hash
    .update(JSON.stringify([BINARIES[name], process.platform, process.arch]))
    .digest('hex')
    .slice(0, 16);
}
