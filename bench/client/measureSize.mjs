import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildNextApp, serveNextApp } from './nextApp.mjs';

/**
 * @typedef {{ critical: number, later: number }} Scripts Bytes, gzip -6: of the scripts that the document names,
 *   and of those that the page then loads by itself.
 */

/**
 * Builds an app and counts the scripts that its page really loads. Files are not summed up by folder: webpack
 * writes a deferred chunk once for each router, and a page loads one of them.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} name
 * @param {{ instrumentation?: string, bundler?: 'turbopack' | 'webpack' }} options
 * @returns {Promise<Scripts>}
 */
export async function measureScripts(browser, name, options) {
  const folder = await buildNextApp(name, options);
  const app = await serveNextApp(folder);
  const page = await browser.newPage();
  try {
    /** @type {Set<string>} */
    const loaded = new Set();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.endsWith('.js')) loaded.add(pathname);
    });
    const response = await page.goto(`${app.origin}/`, { waitUntil: 'load' });
    const html = (await response?.text()) ?? '';
    const delivered = options.instrumentation ? page.waitForRequest('**/api/telemetry/**') : undefined;
    await delivered;
    await page.waitForLoadState('networkidle');
    // `nomodule` scripts are named by the document and loaded by no browser of today.
    const sizes = { critical: 0, later: 0 };
    for (const path of loaded) {
      const bytes = gzipSync(readFileSync(join(folder, path.replace('/_next/', '.next/'))), {
        level: 6,
      }).length;
      sizes[html.includes(`src="${path}`) ? 'critical' : 'later'] += bytes;
    }
    return sizes;
  } finally {
    await page.close();
    await app.stop();
  }
}

/**
 * What the instrumentation adds to an app that has none.
 *
 * @param {Scripts} bare
 * @param {Scripts} instrumented
 */
export function addedBytes(bare, instrumented) {
  const critical = instrumented.critical - bare.critical;
  return { critical, total: critical + instrumented.later - bare.later };
}
