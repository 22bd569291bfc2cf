import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Sends nothing home, and colours only for people. */
export const QUIET_ENV = {
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
};

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends the commands that are still running: a signal to us alone would leave them behind. */
export function stopRunning() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a command to its end. Resolves with its exit code and everything it printed.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ onLine?: (line: string) => void, passThrough?: boolean, env?: NodeJS.ProcessEnv }} [options]
 *   `passThrough` also shows the output as it comes, on stderr.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { onLine, passThrough = false, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...QUIET_ENV, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    running.add(child);
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      const text = chunk.toString();
      output += text;
      if (passThrough) process.stderr.write(text);
      for (const line of text.split('\n')) if (line.trim()) onLine?.(line.trim());
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? (signal ? 1 : 0), output });
    });
  });
}

/** The last lines of an output: enough to see why, short enough to read. */
export function tail(/** @type {string} */ output, lines = 30) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}
