import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const UNPACK = 'const m = require(process.argv[1]); (m.default ?? m).executablePath()';
const UNPACK_TIMEOUT_MILLIS = 120_000;

/** A Chromium that was unpacked from an npm package. */
export interface UnpackedChromium {
  readonly executablePath: string;
  /** Configuration that finds the fonts of the package, for a machine that has none. */
  readonly fontsFile: string;
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium` into the user's cache, once a version.
 *
 * The package itself unpacks into the shared temporary folder and takes whatever is there under the name: the half of
 * a file that another process is writing, or a file of another user. So it works in a folder of our own, which gets
 * its final name in one step when it is complete.
 *
 * @throws when the package cannot be unpacked, with its own reason.
 */
export async function unpackChromium(): Promise<UnpackedChromium> {
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const folder = join(await cacheFolder(), `chromium-${await versionOf(entry)}`);
  if (!(await isComplete(folder))) await unpackInto(folder, entry);
  return { executablePath: join(folder, 'chromium'), fontsFile: join(folder, 'fonts.conf') };
}

async function unpackInto(folder: string, entry: string): Promise<void> {
  const staging = await mkdtemp(`${folder}-`);
  try {
    const env = { ...process.env, TMPDIR: staging, NODE_OPTIONS: '' };
    await run(process.execPath, ['-e', UNPACK, entry], { env, timeout: UNPACK_TIMEOUT_MILLIS });
    await writeFile(join(staging, 'fonts.conf'), fontsConfiguration(folder));
    // What is left of an unpacking that was cut off, or cleaned up in part, would be in the way.
    if (!(await isComplete(folder))) await rm(folder, { recursive: true, force: true });
    await rename(staging, folder);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    // Another process may have been first: then its folder is as good.
    if (!(await isComplete(folder))) throw error;
  }
}

async function isComplete(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.includes('chromium') && names.includes('fonts.conf');
}

async function cacheFolder(): Promise<string> {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'throughline');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch {
    // A home that cannot be written, as in some containers: unpack for this process alone.
    return mkdtemp(join(tmpdir(), 'throughline-'));
  }
}

async function versionOf(entry: string): Promise<string> {
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
    const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown };
    if (name === '@sparticuz/chromium' && typeof version === 'string') return version;
  }
  throw new Error('@sparticuz/chromium has no version');
}

function fontsConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}
