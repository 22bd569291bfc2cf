import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGES = fileURLToPath(new URL('../../packages', import.meta.url));

/**
 * Puts the built packages into an app's own `node_modules`. A link to a workspace is source to Next, which bundles it
 * with each route; what is installed stays outside of the bundles, as `withThroughline` says.
 *
 * @param {string} app
 */
export function installPackages(app) {
  const scope = join(app, 'node_modules', '@throughline');
  rmSync(scope, { recursive: true, force: true });
  for (const name of ['server', 'otlp', 'semconv']) {
    for (const part of ['package.json', 'dist']) {
      cpSync(join(PACKAGES, name, part), join(scope, name, part), { recursive: true });
    }
  }
}
