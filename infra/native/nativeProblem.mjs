import { isBuilt } from './binaryCache.mjs';
import { goVersion } from './buildBinary.mjs';

/**
 * The programs that this machine neither has nor can build. What was built once starts without Go.
 *
 * @param {import('./binaries.mjs').BinaryName[]} names
 * @param {NodeJS.ProcessEnv} [env]
 */
export function unbuildable(names, env = process.env) {
  const missing = names.filter((name) => !isBuilt(name, env));
  return missing.length && !goVersion() ? missing : [];
}

/**
 * Why a test cannot have the real servers, or nothing where it can. In CI they are built, however long that takes, and
 * whatever is missing is a failure (the tests see to that); on a person's machine a test run must not turn into ten
 * minutes of building, so there they are used once they are built.
 *
 * @param {import('./binaries.mjs').BinaryName[]} names
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function nativeProblem(names, env = process.env) {
  if (unbuildable(names, env).length) return 'no Go toolchain is on the PATH to build the real servers with.';
  const missing = names.filter((name) => !isBuilt(name, env));
  if (!missing.length || isCi(env)) return undefined;
  return `${missing.join(', ')} not built yet: "node infra/native/build.mjs" builds all, once.`;
}

/** @param {NodeJS.ProcessEnv} [env] */
export function isCi(env = process.env) {
  return env.CI === 'true' || env.CI === '1';
}
