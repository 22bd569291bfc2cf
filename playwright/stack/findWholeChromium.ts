import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type FoundChromium, findChromium } from '@throughline/playwright/chromium';
import { isCi } from '../../infra/native/nativeProblem.mjs';

const run = promisify(execFile);
/** What a shell lacks is a browser's interface, its back/forward cache too. */
const IS_SHELL = /headless.?shell|sparticuz/i;
/** Finds what it needs beside itself. */
const STARTER = `#!/bin/sh
here=$(dirname "$0")
for libraries in "$here"/usr/lib/*-linux-gnu*; do
  LD_LIBRARY_PATH="$libraries:$libraries/pulseaudio:$LD_LIBRARY_PATH"
done
export LD_LIBRARY_PATH
exec "$here/usr/lib/chromium/chromium" "$@"
`;

/**
 * A Chromium that is no headless shell: the one of this machine, or Debian's, which CI downloads into the user's cache,
 * once a version and without installing it.
 *
 * @returns the browser, or why there is none
 */
export async function findWholeChromium(): Promise<FoundChromium | string> {
  const found = await findChromium();
  if (!IS_SHELL.test(found.source + found.executablePath)) return found;
  try {
    const executablePath = await debianChromium();
    // The packaged one asks for more than a whole Chromium knows.
    const args = found.args.includes('--no-sandbox') ? ['--no-sandbox'] : [];
    return { executablePath, args, source: 'Debian' };
  } catch (error) {
    return `only a headless shell is here, and Debian's Chromium cannot be had: ${firstLine(error)}`;
  }
}

/** Path of what starts Debian's Chromium, with what it needs of packages that are not installed. */
async function debianChromium(): Promise<string> {
  // What would be installed; nothing is.
  const { stdout } = await run('apt-get', ['install', '--simulate', '--no-install-recommends', 'chromium']);
  const packages = [...stdout.matchAll(/^Inst (\S+) \((\S+)/gm)].map(([, name, version]) => ({
    name,
    version,
  }));
  const version = packages.find(({ name }) => name === 'chromium')?.version;
  if (!version) throw new Error('apt-get knows none');
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'throughline');
  const folder = join(cache, `chromium-debian-${version}`);
  const starter = join(folder, 'chromium');
  if (existsSync(starter)) return starter;
  if (!isCi()) throw new Error('only CI downloads it (CI=1)');

  await mkdir(cache, { recursive: true, mode: 0o700 });
  const staging = await mkdtemp(`${folder}-`);
  try {
    const names = packages.map(({ name, version: of }) => `${name}=${of}`);
    await run('apt-get', ['download', ...names], { cwd: staging });
    for (const file of (await readdir(staging)).filter((name) => name.endsWith('.deb'))) {
      await run('dpkg', ['--extract', file, '.'], { cwd: staging });
      await rm(join(staging, file));
    }
    await writeFile(join(staging, 'chromium'), STARTER, { mode: 0o755 });
    await run(join(staging, 'chromium'), ['--version']);
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // Another process may have been first.
    if (!existsSync(starter)) throw error;
  }
  return starter;
}

function firstLine(error: unknown): string {
  const { stderr = '', message = '' } = Object(error) as { stderr?: string; message?: string };
  return (stderr.trim() || message).split('\n')[0] ?? '';
}
