import { spawnSync } from 'node:child_process';

/** A daemon that hangs must not hang us. */
const TIMEOUT_MILLIS = 10_000;

/** @returns {string | undefined} Why Docker cannot be used here, or nothing where it can. */
export function dockerProblem() {
  const client = docker('--version');
  if (client.error) return 'no "docker" on the PATH.';
  if (docker('compose', 'version').status !== 0)
    return 'the Compose plugin (docker compose) is not installed.';
  const engine = docker('info', '--format', '{{.ServerVersion}}');
  if (engine.status !== 0 || !engine.stdout.trim()) return 'no engine answers. Is Docker running?';
  return undefined;
}

/** @param {string[]} args */
function docker(...args) {
  return spawnSync('docker', args, { encoding: 'utf8', timeout: TIMEOUT_MILLIS });
}
