import { ensureBinaries, goVersion } from '../../infra/native/buildBinary.mjs';
import { isCi } from '../../infra/native/nativeProblem.mjs';
import { REAL_PROGRAMS, realServersProblem } from './startRealServers.js';

/**
 * Before all specs: in CI the real servers are built where they are not, so that no spec waits for minutes. On a
 * person's machine it is said once why the specs of the project "real" are skipped.
 */
export default async function globalSetup(): Promise<void> {
  if (isCi() && goVersion()) await ensureBinaries([...REAL_PROGRAMS]);
  const problem = realServersProblem();
  if (problem) console.warn(`The project "real" is skipped: ${problem}`);
}
