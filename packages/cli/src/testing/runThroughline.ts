import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The built program, running. */
export interface Running {
  /** Resolves with the first line on stdout; rejects with what was printed if the program ends before. */
  readonly firstLine: Promise<string>;
  /** Resolves when it has ended. */
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the built program in `cwd` with a bare environment and `env`. */
export function runThroughline(
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Running {
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env: { PATH: process.env.PATH, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const firstLine = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text: string) => {
      stdout += text;
      const [line, more] = stdout.split('\n', 2);
      if (line !== undefined && more !== undefined) resolve(line);
    });
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${stdout}${stderr}`)));
  });
  // Whoever waits for the end alone must not be troubled by a line that never came.
  firstLine.catch(() => {});
  return { firstLine, ended, kill: (signal) => child.kill(signal) };
}
