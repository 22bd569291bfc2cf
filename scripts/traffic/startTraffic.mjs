import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { ROOT } from '../bootstrap/run.mjs';
import { visit } from './visit.mjs';

/**
 * Simulated visitors: each a browser context of its own that walks through the shop again and again, until told to
 * stop. They are what a person would do, so what they leave in the viewer looks like use.
 *
 * @param {{ storeUrl: string, visitors: number, isStopping: () => boolean }} options
 */
export async function startTraffic({ storeUrl, visitors, isStopping }) {
  const kit = pathToFileURL(join(ROOT, 'packages/playwright/dist/chromium/index.js')).href;
  const { findChromium } = await import(kit);
  const { executablePath, args, env = {}, source } = await findChromium();
  process.stderr.write(`  ${visitors} simulated visitor${visitors === 1 ? '' : 's'} in ${source}\n`);
  const browser = await chromium.launch({
    executablePath,
    args,
    env: { ...process.env, ...env },
    handleSIGINT: false,
    handleSIGTERM: false,
  });
  const walk = async (/** @type {number} */ number) => {
    for (let round = 0; !isStopping(); round++) {
      const context = await browser.newContext();
      try {
        await visit(await context.newPage(), storeUrl, number + round);
      } catch (error) {
        // A visitor who fails is one who leaves; the next one comes.
        if (!isStopping()) process.stderr.write(`  visitor ${number}: ${String(error).split('\n')[0]}\n`);
      } finally {
        await context.close().catch(() => undefined);
      }
    }
  };
  await Promise.all(Array.from({ length: visitors }, (_, index) => walk(index)));
  await browser.close();
}
