import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Playwright's headless-only build, under its names on the three platforms. */
const SHELL_NAMES = [
  'chrome-headless-shell',
  'headless_shell',
  'chrome-headless-shell.exe',
  'headless_shell.exe',
];

/**
 * Where Playwright keeps the Chromium that `playwright install` fetched: the full one, and the headless shell, which
 * `--only-shell` installs alone. They need not be there.
 */
export async function playwrightCandidates(): Promise<string[]> {
  const full = await fullChromiumPath();
  return full === undefined ? [] : [full, ...headlessShells(full)];
}

async function fullChromiumPath(): Promise<string | undefined> {
  try {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  } catch {
    // Not installed, or a platform that Playwright does not know: the other places remain.
    return undefined;
  }
}

/** `.../chromium-1234/chrome-linux/chrome` has the shell in `.../chromium_headless_shell-1234/<folder>/`. */
function headlessShells(full: string): string[] {
  const parts = full.split(sep);
  const at = parts.findLastIndex((part) => /^chromium-\d+$/.test(part));
  const folder = parts[at];
  if (folder === undefined) return [];
  const root = [...parts.slice(0, at), folder.replace('chromium-', 'chromium_headless_shell-')].join(sep);
  return foldersIn(root).flatMap((name) => SHELL_NAMES.map((shell) => join(root, name, shell)));
}

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}
