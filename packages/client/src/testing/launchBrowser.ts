import { existsSync } from 'node:fs';
import packaged from '@sparticuz/chromium';
import { ENV_CHROMIUM } from '@throughline/semconv';
import { type Browser, chromium } from 'playwright-core';

/** Switches of the packaged Chromium that change what a page may do, or that crash it with a second context. */
const UNWANTED = new Set(['--disable-web-security', '--allow-running-insecure-content', '--single-process']);

/** A Chromium: the one that `THROUGHLINE_CHROMIUM` names, one that Playwright installed, or the packaged one. */
export async function launchBrowser(): Promise<Browser> {
  const given = [process.env[ENV_CHROMIUM], chromium.executablePath()].find(
    (path) => path && existsSync(path),
  );
  return chromium.launch({
    executablePath: given ?? (await packaged.executablePath()),
    args: given ? ['--no-sandbox'] : packaged.args.filter((arg) => !UNWANTED.has(arg)),
  });
}
