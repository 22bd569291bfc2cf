import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StackUrls } from '../stack/StackOptions.js';

const STACK = fileURLToPath(new URL('../stack.mjs', import.meta.url));

/** What `npm run stack -- --json` printed, and the process to stop. */
export interface StartedStack {
  readonly urls: StackUrls & { readonly targetsDir: string; readonly tokenFile: string };
  /** As Ctrl-C or a supervisor does it. Resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** The same with the real servers as programs of this machine. */
export function startNativeStack(args: string[], env: NodeJS.ProcessEnv = {}): Promise<StartedStack> {
  return startStack(['--native', '--json', ...args], env);
}

/**
 * Runs `npm run stack -- --json` for a test and waits for its line of URLs.
 *
 * @throws {Error} With what it printed, when it ends without.
 */
export async function startStack(args: string[], env: NodeJS.ProcessEnv = {}): Promise<StartedStack> {
  const child = spawnStack(args, env);
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`The stack ended with ${child.exitCode} before it was ready:\n${stderr}`);
  });
  // After it is ready its end is the caller's affair.
  ended.catch(() => undefined);
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  return {
    urls: JSON.parse(line),
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null) return child.exitCode;
      child.kill(signal);
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}

/** Runs it to its end: for what it says when it cannot start. */
export async function runStack(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawnStack(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  await once(child, 'close');
  return { code: child.exitCode, stdout, stderr };
}

const spawned = new Set<ChildProcessWithoutNullStreams>();

/** The bare process, for what happens before it is ready. */
export function spawnStack(args: string[], env: NodeJS.ProcessEnv): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [STACK, ...args], { env: { ...process.env, ...env } });
  spawned.add(child);
  child.once('exit', () => spawned.delete(child));
  return child;
}

/** For after a test: what it did not come to stop, because it failed, is stopped. */
export async function stopSpawned(): Promise<void> {
  await Promise.all(
    [...spawned].map(async (child) => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }),
  );
}
