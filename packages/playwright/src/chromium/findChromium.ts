import { existsSync } from 'node:fs';
import { ENV_CHROMIUM } from '@throughline/semconv';
import { launchArgs } from './launchArgs.js';
import { machineCandidates } from './machineCandidates.js';
import { packagedChromium } from './packagedChromium.js';
import { playwrightCandidates } from './playwrightCandidates.js';
import type { FoundChromium } from './types.js';
import { whyNotStartable } from './whyNotStartable.js';

/**
 * Finds a Chromium for tests, screenshots and simulated visitors. In this order: the one that `THROUGHLINE_CHROMIUM`
 * names, one that Playwright installed, Chrome or Chromium on the machine, and on Linux x64 the one that the npm
 * package `@sparticuz/chromium` ships. Each is tried with `--version`, and one that does not start is passed over.
 *
 * The arguments keep it from reaching the network on its own; `--no-sandbox` is among them only for root on Linux.
 *
 * @throws when `THROUGHLINE_CHROMIUM` is set and does not start, or when none is found: with what to install.
 */
export async function findChromium(): Promise<FoundChromium> {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const asked = process.env[ENV_CHROMIUM];
  if (asked !== undefined && asked !== '') {
    const fault = await whyNotStartable(asked);
    if (fault === undefined) return { executablePath: asked, args: launchArgs(isRoot), source: ENV_CHROMIUM };
    throw new Error(
      `${ENV_CHROMIUM} is '${asked}', which does not start: ${fault}. Set it to a Chromium or unset it.`,
    );
  }
  const passedOver: string[] = [];
  for (const [source, paths] of [
    ['Playwright', await playwrightCandidates()],
    ['this machine', machineCandidates(process.platform, process.env)],
  ] as const) {
    for (const executablePath of paths.filter((path) => existsSync(path))) {
      const fault = await whyNotStartable(executablePath);
      if (fault === undefined) return { executablePath, args: launchArgs(isRoot), source };
      passedOver.push(`${executablePath}: ${fault}`);
    }
  }
  const packaged = await packagedChromium(isRoot);
  if (typeof packaged !== 'string') return packaged;
  passedOver.push(`@sparticuz/chromium: ${packaged}`);
  throw new Error(
    [
      'No Chromium was found. Do one of these:',
      '  npx playwright install chromium',
      '  install Chrome or Chromium',
      `  set ${ENV_CHROMIUM} to the path of one`,
      'What was tried:',
      ...passedOver.map((line) => `  ${line}`),
    ].join('\n'),
  );
}
