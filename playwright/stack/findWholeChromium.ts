import { type FoundChromium, findChromium } from '@throughline/playwright/chromium';
import { debianProgram, whyNot } from './debianProgram.js';

/** What a shell lacks is a browser's interface, its back/forward cache too. */
const IS_SHELL = /headless.?shell|sparticuz/i;

/**
 * A Chromium that is no headless shell: the one of this machine, or Debian's.
 *
 * @returns the browser, or why there is none
 */
export async function findWholeChromium(): Promise<FoundChromium | string> {
  const found = await findChromium();
  if (!IS_SHELL.test(found.source + found.executablePath)) return found;
  try {
    const executablePath = await debianProgram({ name: 'chromium', path: 'usr/lib/chromium/chromium' });
    // The packaged one asks for more than a whole Chromium knows.
    const args = found.args.includes('--no-sandbox') ? ['--no-sandbox'] : [];
    return { executablePath, args, source: 'Debian' };
  } catch (error) {
    return `only a headless shell is here, and Debian's Chromium cannot be had: ${whyNot(error)}`;
  }
}
