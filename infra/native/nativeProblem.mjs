import { isBuilt } from './binaryCache.mjs';
import { goVersion } from './buildBinary.mjs';

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
  const missing = names.filter((name) => !isBuilt(name));
  if (!missing.length) return undefined;
  if (!goVersion()) return 'no Go toolchain is on the PATH to build the real servers with.';
  if (isCi(env)) return undefined;
  return `${missing.join(', ')} not built yet: "node infra/native/build.mjs" builds all, once.`;
}

/** @param {NodeJS.ProcessEnv} [env] */
export function isCi(env = process.env) {
  return env.CI === 'true' || env.CI === '1';
}
