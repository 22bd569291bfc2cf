import { randomBytes } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CONFIG = fileURLToPath(new URL('../prometheus/', import.meta.url));

/**
 * @typedef {object} Scrape
 * @property {string} [url] The app's `/api/metrics`; none is scraped without.
 * @property {string} tokenEnv The environment variable with its bearer token.
 */

/**
 * Lays out the folder that Prometheus loads: the configuration and the rules of the repository as they are, and beside
 * them the targets and the token. A token that nobody gave is made once and kept. The caller keeps other users out of a
 * folder above: a container's own user must be able to read the token in here.
 *
 * @param {string} dir
 * @param {Scrape} scrape
 * @param {Record<string, string>} stackTargets `host:port` of the stack's own servers by job name.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {{ tokenFile: string, targetsDir: string }}
 */
export function writeScrapeFiles(dir, scrape, stackTargets, env = process.env) {
  const targetsDir = join(dir, 'targets');
  const tokenFile = join(dir, 'token');
  mkdirSync(targetsDir, { recursive: true });
  copyFileSync(join(CONFIG, 'prometheus.yml'), join(dir, 'prometheus.yml'));
  // A rule file that the repository no longer has must not be loaded any more.
  rmSync(join(dir, 'rules'), { recursive: true, force: true });
  cpSync(join(CONFIG, 'rules'), join(dir, 'rules'), { recursive: true });

  const given = env[scrape.tokenEnv];
  if (given) writeFileSync(tokenFile, given, { mode: 0o644 });
  else if (!existsSync(tokenFile)) {
    writeFileSync(tokenFile, randomBytes(24).toString('base64url'), { mode: 0o644 });
  }

  writeFileSync(join(targetsDir, 'app.json'), toJson(scrape.url ? [appTarget(scrape.url)] : []));
  writeFileSync(
    join(targetsDir, 'stack.json'),
    toJson(Object.entries(stackTargets).map(([job, target]) => ({ targets: [target], labels: { job } }))),
  );
  return { tokenFile, targetsDir };
}

/**
 * One app as Prometheus's file-based discovery wants it.
 *
 * @param {string} address
 * @throws {Error} When it is no http or https URL.
 */
export function appTarget(address) {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.search) {
    throw new Error(
      `--scrape is "${address}". It takes the URL of an app's metrics, such as http://127.0.0.1:3000/api/metrics.`,
    );
  }
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return {
    targets: [`${url.hostname}:${port}`],
    labels: { __scheme__: url.protocol.slice(0, -1), __metrics_path__: url.pathname },
  };
}

/** @param {unknown} value */
function toJson(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
