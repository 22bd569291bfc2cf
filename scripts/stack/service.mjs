import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QUIET_ENV, ROOT, tail } from '../bootstrap/run.mjs';

/** How long a service may take to end after SIGTERM before it is killed. Longer than any flush (5 s). */
const STOP_MILLIS = 10_000;
const HEALTH_POLL_MILLIS = 100;
/** For `node --import`; whoever uses it gives the process a pipe for its stdin. */
export const END_WITH_PARENT = new URL('endWithParent.mjs', import.meta.url).href;

/**
 * @typedef {object} ServiceOptions
 * @property {string} name
 * @property {string} [command] What to run. Default: this Node.js.
 * @property {string[]} args Arguments to the command.
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} env
 * @property {string} healthUrl Answers 200 once the service works.
 * @property {string} logDir
 * @property {number} [timeoutMillis]
 * @property {AbortSignal} [signal] Ends a service that is still coming up: nobody else holds it yet.
 */

/** @typedef {{ name: string, pid: number, logFile: string, ended: Promise<number>, stop: (hard?: boolean) => Promise<void> }} Service */

/**
 * Starts a service and waits until it is healthy. Its output goes to a file of its own; what it printed is in the
 * error when it does not come up.
 *
 * @param {ServiceOptions} options
 * @returns {Promise<Service>}
 */
export async function startService({
  name,
  command = process.execPath,
  args,
  cwd = ROOT,
  env,
  healthUrl,
  logDir,
  timeoutMillis = 60_000,
  signal: abort,
}) {
  mkdirSync(logDir, { recursive: true });
  const logFile = join(logDir, `${name}.log`);
  const log = openSync(logFile, 'w');
  // A killed starter cannot stop anything: what is Node.js ends by itself then.
  const watched = command === process.execPath ? ['--import', END_WITH_PARENT, ...args] : args;
  const child = spawn(command, watched, {
    cwd,
    env: { ...process.env, ...QUIET_ENV, ...env },
    stdio: ['pipe', log, log],
    // A group of its own: Ctrl-C reaches us alone, and we stop the services in the order in which nothing is lost.
    detached: true,
  });
  closeSync(log);
  let running = true;
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => {
    child.once('error', () => {
      running = false;
      resolve(127);
    });
    child.once('exit', (code, signal) => {
      running = false;
      resolve(code ?? (signal ? 1 : 0));
    });
  });

  const signal = (/** @type {NodeJS.Signals} */ signalName) => {
    try {
      // The whole group: `next dev` has children of its own.
      if (child.pid !== undefined) process.kill(-child.pid, signalName);
    } catch {
      // Already gone.
    }
  };
  const stop = async (hard = false) => {
    if (!running) return signal('SIGKILL');
    signal(hard ? 'SIGKILL' : 'SIGTERM');
    const timer = setTimeout(() => signal('SIGKILL'), STOP_MILLIS);
    await ended;
    clearTimeout(timer);
    signal('SIGKILL');
  };

  const deadline = Date.now() + timeoutMillis;
  while (!(await answers(healthUrl))) {
    const why = !running
      ? 'ended'
      : Date.now() > deadline
        ? `did not answer within ${timeoutMillis / 1000} s`
        : '';
    if (abort?.aborted) {
      await stop();
      throw new Error(`${name} was stopped while it came up.`);
    }
    if (why) {
      await stop(true);
      throw new Error(
        `${name} ${why} (${healthUrl}). What it printed last:\n\n${tail(readFileSync(logFile, 'utf8'))}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, HEALTH_POLL_MILLIS));
  }
  return { name, pid: child.pid ?? 0, logFile, ended, stop };
}

/** Not sampled: asking whether a service is there is no event of its own. */
const UNSAMPLED = { traceparent: '00-5e1f0000000000000000000000000001-5e1f000000000001-00' };

/** @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(url, {
      headers: UNSAMPLED,
      signal: AbortSignal.timeout(30_000),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
