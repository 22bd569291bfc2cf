import { resolve } from 'node:path';
import { ENV_SPOOL_DIR, ENV_SPOOL_FSYNC, ENV_SPOOL_MAX_BYTES } from '@throughline/semconv';
import { FSYNC_POLICIES, type FsyncPolicy, type SpoolSettings } from '../delivery/spool/Spool.js';
import { type Environment, oneOf, readSetting, toNumber } from './readSetting.js';

/** Options of the disk spool. */
export interface SpoolOptions {
  /** Folder in which what waits for delivery survives the process. Env `THROUGHLINE_SPOOL_DIR`. Absent: memory only. */
  spoolDir?: string;
  /** Most bytes on disk, per process and signal. Env `THROUGHLINE_SPOOL_MAX_BYTES`. @defaultValue 268435456 (256 MiB) */
  spoolMaxBytes?: number;
  /** When to force to disk: `always`, `interval` (each second) or `never`. Env `THROUGHLINE_SPOOL_FSYNC`. @defaultValue `interval` */
  spoolFsync?: FsyncPolicy;
}

const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;
const MIN_BYTES = 1024 * 1024;
const MAX_BYTES = 1024 ** 4;

/** `undefined` without a folder. @throws ConfigurationError for a wrong value */
export function spoolConfiguration(options: SpoolOptions, env: Environment): SpoolSettings | undefined {
  const directory = readSetting('spoolDir', options.spoolDir, env, ENV_SPOOL_DIR);
  const maxBytes = readSetting('spoolMaxBytes', options.spoolMaxBytes, env, ENV_SPOOL_MAX_BYTES);
  const fsync = readSetting('spoolFsync', options.spoolFsync, env, ENV_SPOOL_FSYNC);
  const settings = {
    maxBytes: maxBytes ? toNumber(maxBytes, MIN_BYTES, MAX_BYTES) : DEFAULT_MAX_BYTES,
    fsync: fsync ? oneOf(fsync, FSYNC_POLICIES) : ('interval' as const),
  };
  return directory && { directory: resolve(directory.value), ...settings };
}
