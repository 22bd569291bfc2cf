import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isCi } from '../../infra/native/nativeProblem.mjs';

const run = promisify(execFile);

/** A program of a Debian package. */
export interface DebianProgram {
  readonly name: string;
  /** In the package, from its root. */
  readonly path: string;
}

/**
 * Path of what starts a program of Debian, with what it needs of packages that are not installed. CI downloads them
 * into the user's cache, once a version and without installing any. Throws where that cannot be.
 */
export async function debianProgram({ name, path }: DebianProgram): Promise<string> {
  // What would be installed; nothing is.
  const { stdout } = await run('apt-get', ['install', '--simulate', '--no-install-recommends', name]);
  const packages = [...stdout.matchAll(/^Inst (\S+) \((\S+)/gm)].map(([, found, version]) => ({
    name: found,
    version,
  }));
  const version = packages.find((found) => found.name === name)?.version;
  if (!version) throw new Error(`apt-get knows no ${name}`);
  const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'throughline');
  const folder = join(cache, `${name}-debian-${version}`);
  const starter = join(folder, name);
  if (existsSync(starter)) return starter;
  if (!isCi()) throw new Error('only CI downloads it (CI=1)');

  await mkdir(cache, { recursive: true, mode: 0o700 });
  const staging = await mkdtemp(`${folder}-`);
  try {
    const names = packages.map((found) => `${found.name}=${found.version}`);
    await run('apt-get', ['download', ...names], { cwd: staging });
    for (const file of (await readdir(staging)).filter((found) => found.endsWith('.deb'))) {
      await run('dpkg', ['--extract', file, '.'], { cwd: staging });
      await rm(join(staging, file));
    }
    await writeFile(join(staging, name), starterOf(path), { mode: 0o755 });
    await run(join(staging, name), ['--version']);
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // Another process may have been first.
    if (!existsSync(starter)) throw error;
  }
  return starter;
}

/** Finds what the program needs beside itself. */
function starterOf(path: string): string {
  return `#!/bin/sh
here=$(dirname "$0")
for libraries in "$here"/usr/lib/*-linux-gnu*; do
  LD_LIBRARY_PATH="$libraries:$libraries/pulseaudio:$LD_LIBRARY_PATH"
done
export LD_LIBRARY_PATH
exec "$here/${path}" "$@"
`;
}

/** Why a program of Debian cannot be had. */
export function whyNot(error: unknown): string {
  const { stderr = '', message = '' } = Object(error) as { stderr?: string; message?: string };
  return (stderr.trim() || message).split('\n')[0] ?? '';
}
