import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/stack/ports.mjs';

export const APP = fileURLToPath(new URL('app', import.meta.url));
export const NEXT = createRequire(import.meta.url).resolve('next/dist/bin/next');
/** What `/proc` counts CPU time in: hundredths of a second on every Linux that Node runs on. */
const TICK_MICROS = 10_000;
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
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', ...env },
  });
  const ended = once(child, 'exit');
  while ((await fetch(`${url}/api/health`).catch(() => undefined))?.status !== 200) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, START_POLL_MILLIS));
  }
  return {
    name,
    url,
    cpuMicros: () => {
      // After the name in brackets; user and system time of all threads, the log worker's included.
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * TICK_MICROS;
    },
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
