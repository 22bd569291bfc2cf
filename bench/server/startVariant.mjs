import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/stack/ports.mjs';

export const APP = fileURLToPath(new URL('app', import.meta.url));
export const NEXT = createRequire(import.meta.url).resolve('next/dist/bin/next');
const START_POLL_MILLIS = 100;

/**
 * A production server of the app as a process of its own.
 *
 * @typedef {{ name: string, url: string, cpuMicros: () => number, rssBytes: () => number, stop: () => Promise<void> }} Variant
 */

/** @param {string} name @param {Record<string, string>} env @returns {Promise<Variant>} */
export async function startVariant(name, env) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [NEXT, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: APP,
    // A pipe that somebody reads, as a container's log is.
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', ...env },
  });
  child.stdout.resume();
  const ended = once(child, 'exit');
  while ((await fetch(`${url}/api/health`).catch(() => undefined))?.status !== 200) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, START_POLL_MILLIS));
  }
  return {
    name,
    url,
    // All threads, the log worker's included, in nanoseconds: the hundredths of a second of `stat` are too coarse here.
    cpuMicros: () =>
      readdirSync(`/proc/${child.pid}/task`).reduce((sum, thread) => {
        const [nanos] = readFileSync(`/proc/${child.pid}/task/${thread}/schedstat`, 'utf8').split(' ');
        return sum + Number(nanos) / 1_000;
      }, 0),
    rssBytes: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
