import { BINARIES, type BinaryName } from '../native/binaries.mjs';
import { ensureBinaries, goVersion } from '../native/buildBinary.mjs';
import { isCi } from '../native/nativeProblem.mjs';

/**
 * Before all tests, once: in CI the real servers are built, from nothing in about ten minutes. Without Go the tests
 * themselves say what is missing.
 */
export default async function buildInCi(): Promise<void> {
  if (isCi() && goVersion()) await ensureBinaries(Object.keys(BINARIES) as BinaryName[]);
}
