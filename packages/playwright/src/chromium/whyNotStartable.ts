import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Time for `--version`. A cold start from a slow disk takes seconds. */
const VERSION_TIMEOUT_MILLIS = 15_000;

/**
 * Whether a browser really starts: a file with the right name may be a stub that asks to install a package, or lack
 * shared libraries. On Windows `--version` opens a window, so there the file must do.
 *
 * @returns `undefined` if it starts, else why not.
 */
export function whyNotStartable(executablePath: string): Promise<string | undefined> {
  if (!existsSync(executablePath)) return Promise.resolve('there is no such file');
  if (process.platform === 'win32') return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const options = { timeout: VERSION_TIMEOUT_MILLIS, killSignal: 'SIGKILL' } as const;
    execFile(executablePath, ['--version'], options, (error, stdout, stderr) => {
      if (error === null && /chrom/i.test(stdout)) resolve(undefined);
      else resolve(firstLine(stderr) ?? firstLine(error?.message) ?? 'it is not a Chromium');
    });
  });
}

function firstLine(text: string | undefined): string | undefined {
  const line = text?.split('\n').find((candidate) => candidate.trim() !== '');
  return line?.trim().slice(0, 300);
}
