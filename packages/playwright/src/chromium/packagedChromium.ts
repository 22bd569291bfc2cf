import { existsSync } from 'node:fs';
import { launchArgs } from './launchArgs.js';
import type { FoundChromium } from './types.js';
import { unpackChromium } from './unpackChromium.js';
import { whyNotStartable } from './whyNotStartable.js';

/**
 * The Chromium that the npm package `@sparticuz/chromium` ships, if the package is installed: a headless shell for
 * Linux on x64 that needs no system library beyond those of a plain Linux.
 *
 * @returns the browser, or why it cannot be had.
 */
export async function packagedChromium(isRoot: boolean): Promise<FoundChromium | string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it is for Linux on x64 only';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const { executablePath, fontsFile } = await unpackChromium();
    const fault = await whyNotStartable(executablePath);
    if (fault !== undefined) return fault;
    const hasFonts =
      existsSync('/etc/fonts/fonts.conf') || process.env.FONTCONFIG_FILE || process.env.FONTCONFIG_PATH;
    return {
      executablePath,
      args: launchArgs(isRoot, chromium.args),
      source: '@sparticuz/chromium',
      ...(hasFonts ? {} : { env: { FONTCONFIG_FILE: fontsFile } }),
    };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')
      return 'it is not installed';
    return error instanceof Error ? error.message : String(error);
  }
}
