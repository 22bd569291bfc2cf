import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';

const END_WITH_PARENT = new URL('../../../scripts/stack/endWithParent.mjs', import.meta.url).href;

export interface App {
  readonly url: string;
  readonly output: () => string;
  /** Sends SIGTERM and waits for the end. */
  terminate(): Promise<number | null>;
}

/** Starts a server that listens on `PORT`, and waits until its health route, below `basePath`, answers with `status`. */
export async function startApp(
  folder: string,
  command: string[],
  env: Record<string, string>,
  status = 200,
  basePath = '',
): Promise<App> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  // Of a test run that was killed nothing is left.
  const child: ChildProcess = spawn(process.execPath, ['--import', END_WITH_PARENT, ...command], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      HOSTNAME: '127.0.0.1',
      ...env,
    },
  });
  child.stdout?.on('data', (data) => {
    output += String(data);
  });
  child.stderr?.on('data', (data) => {
    output += String(data);
  });
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const gone = ended.then(([code]) => {
    throw new Error(`the app ended with ${code}:\n${output}`);
  });
  const healthy = vi.waitFor(
    async () => {
      const response = await fetch(`${url}${basePath}/api/health`).catch(() => undefined);
      if (response?.status !== status) throw new Error(`the app does not answer:\n${output}`);
    },
    { timeout: 30_000, interval: 100 },
  );
  // Later it is meant to end.
  gone.catch(() => {});
  await Promise.race([healthy, gone]);
  return {
    url,
    output: () => output,
    terminate: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
