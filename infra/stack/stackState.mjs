import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long servers that a killed stack left behind may take to end. */
const LEFTOVER_MILLIS = 15_000;
const POLL_MILLIS = 100;

/** What a running stack writes into its folder. @typedef {{ pid: number, servers: Record<string, number> }} StackState */

/** @param {string} data */
function stateFile(data) {
  return join(data, 'stack.json');
}

/**
 * Says who runs on this folder: the process, the URLs and the servers' processes.
 *
 * @param {string} data
 * @param {import('./StackOptions.js').StackUrls} urls
 * @param {import('../../scripts/stack/service.mjs').Service[]} services
 */
export function writeState(data, urls, services) {
  const servers = Object.fromEntries(services.map(({ name, pid }) => [name, pid]));
  const file = stateFile(data);
  // Whole or not there: others wait for it.
  writeFileSync(`${file}.tmp`, `${JSON.stringify({ pid: process.pid, ...urls, servers })}\n`);
  renameSync(`${file}.tmp`, file);
}

/** @param {string} data */
export function releaseFolder(data) {
  rmSync(stateFile(data), { force: true });
}

/**
 * Two stacks on one folder would write into the same files. What a stack that was killed left behind is ended first;
 * a process id that is somebody else's by now counts for nothing.
 *
 * @param {string} data
 * @throws {Error} When a stack runs on this folder.
 */
export async function claimFolder(data) {
  const file = stateFile(data);
  if (!existsSync(file)) return;
  /** @type {StackState} */
  const { pid, servers } = JSON.parse(readFileSync(file, 'utf8'));
  if (commandOf(pid).includes('stack.mjs')) {
    throw new Error(
      `A stack is already running on this folder (process ${pid}): its URLs are in ${file}.\n` +
        'Use that one, stop it with Ctrl-C, or give another folder with --data.',
    );
  }
  const leftover = () => Object.values(servers).filter((server) => commandOf(server).includes('throughline'));
  for (const server of leftover()) process.kill(server, 'SIGTERM');
  const deadline = Date.now() + LEFTOVER_MILLIS;
  while (leftover().length && Date.now() < deadline) await sleep(POLL_MILLIS);
  rmSync(file, { force: true });
}

/** The command line of a process, or nothing where there is none. @param {number} pid */
function commandOf(pid) {
  return spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}
