import { readFileSync, readlinkSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Who a folder of the spool belongs to. */
export interface SpoolOwner {
  readonly host: string;
  /** The PID namespace: a container's process 7 is not the host's. */
  readonly namespace: string;
  readonly pid: number;
  /** When the process began, in the kernel's ticks: a PID is used again. */
  readonly started: string;
}

export const OWNER_FILE = 'owner.json';
/** An owner that cannot be asked (another host or container) is gone when it has not touched its file for so long. */
export const LEASE_MILLIS = 60_000;
const START_FIELD = 19;

export function thisProcess(): SpoolOwner {
  return { host: hostname(), namespace: namespace(), pid: process.pid, started: startOf(process.pid) };
}

/** Whether the owner of a folder is gone, so that its batches may be taken over. */
export function isAbandoned(folder: string, me: SpoolOwner, nowMillis = Date.now()): boolean {
  const file = join(folder, OWNER_FILE);
  let owner: Partial<SpoolOwner>;
  let touched: number;
  try {
    owner = JSON.parse(readFileSync(file, 'utf8')) as Partial<SpoolOwner>;
    touched = statSync(file).mtimeMs;
  } catch {
    return false;
  }
  if (owner.host !== me.host || owner.namespace !== me.namespace || typeof owner.pid !== 'number') {
    return nowMillis - touched > LEASE_MILLIS;
  }
  return !isRunning(owner.pid) || startOf(owner.pid) !== owner.started;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Of another user: it runs.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process began. Empty where there is no `/proc`: then the PID alone has to do. */
export function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the command in brackets, may hold anything.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_FIELD] ?? '';
  } catch {
    return '';
  }
}

function namespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
