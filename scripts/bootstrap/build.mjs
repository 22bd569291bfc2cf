import { join } from 'node:path';
import { step } from './progress.mjs';
import { ROOT, run, tail } from './run.mjs';

/** The turbo of this repository, run by this Node.js: nothing global is needed. */
export const TURBO = [process.execPath, join(ROOT, 'node_modules', 'turbo', 'bin', 'turbo')];

/** Builds what changed. A second run is a cache hit of about a second. */
export async function ensureBuilt() {
  await step('Building', async (update) => {
    const [node, turbo] = TURBO;
    const { code, output } = await run(
      String(node),
      [String(turbo), 'run', 'build', '--output-logs=new-only'],
      {
        onLine: (line) => update(line.slice(0, 100)),
      },
    );
    if (code !== 0) {
      throw new Error(
        `The build failed. Its last lines:\n\n${tail(output, 60)}\n\nMend that, then run the same command again.`,
      );
    }
  });
}
