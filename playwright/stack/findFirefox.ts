import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { debianProgram, whyNot } from './debianProgram.js';

const NAMES = ['firefox', 'firefox-esr'];

/** A Firefox that can be started. */
export interface FoundFirefox {
  readonly executablePath: string;
}

/**
 * A Firefox: the one that `FIREFOX` names, one in `PATH`, or Debian's.
 *
 * @returns the browser, or why there is none
 */
export async function findFirefox(): Promise<FoundFirefox | string> {
  if (process.env.FIREFOX) return { executablePath: process.env.FIREFOX };
  const folders = (process.env.PATH ?? '').split(delimiter);
  const executablePath = folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(isExecutable);
  if (executablePath) return { executablePath };
  try {
    return {
      executablePath: await debianProgram({ name: 'firefox-esr', path: 'usr/lib/firefox-esr/firefox-esr' }),
    };
  } catch (error) {
    return `FIREFOX names none, neither firefox nor firefox-esr is in PATH, and Debian's cannot be had: ${whyNot(error)}`;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
