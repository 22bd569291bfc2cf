import { cp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/stack/ports.mjs';
import { Processes } from '../freshApp/Processes.js';

/** An app of this folder in production. */
export interface RunningApp {
  readonly url: string;
  stop(): Promise<void>;
}

const NEXT = createRequire(new URL('../../apps/store/package.json', import.meta.url)).resolve(
  'next/dist/bin/next',
);

/** Puts the app together of what both have and its own, then `next build`, and `next start` with these variables. */
export async function startApp(
  name: 'plain' | 'cached',
  env: Readonly<Record<string, string>>,
): Promise<RunningApp> {
  const folder = fileURLToPath(new URL(`.apps/${name}/`, import.meta.url));
  await rm(folder, { recursive: true, force: true });
  for (const part of ['base', name]) {
    await cp(fileURLToPath(new URL(`${part}/`, import.meta.url)), folder, { recursive: true });
  }
  const processes = new Processes();
  await processes.run(process.execPath, [NEXT, 'build'], folder);
  const port = String(await freePort());
  const server = processes.start(
    process.execPath,
    [NEXT, 'start', '--hostname', '127.0.0.1', '--port', port],
    folder,
    env,
  );
  await processes.printedBy(server, /Ready in/);
  const url = `http://127.0.0.1:${port}`;
  // Next listens before it has run instrumentation.js, and answers after.
  await fetch(`${url}/api/health`);
  return { url, stop: () => processes.stopAll() };
}
