import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

const FILE = 'lokiWorker.cjs';

/**
 * Starts the log worker. Its file needs no other file (`build:worker`) and is CommonJS by its name.
 * @throws Error when the file is nowhere
 */
export function startLokiWorker(options: WorkerOptions): Worker {
  const file = candidates().find((path) => existsSync(path));
  if (file === undefined) throw new Error(`${FILE} is missing: is next.config wrapped by withThroughline?`);
  // Not `new Worker(...)`: webpack and Turbopack would take it for a worker of theirs and rewrite the file.
  return Reflect.construct(Worker, [file, options]) as Worker;
}

/**
 * Beside this module, as installed. Where Next has bundled this module (it does so with a workspace's packages, which
 * are not below `node_modules`) that is the build machine's path: then below the app's folder, from which Next's
 * server runs, by the relative path that `withThroughline` found and the bundler wrote in here.
 */
function candidates(): string[] {
  const fromApp = process.env.THROUGHLINE_LOKI_WORKER;
  const paths = fromApp ? [join(process.cwd(), fromApp)] : [];
  if (import.meta.url.startsWith('file:')) paths.push(join(dirname(fileURLToPath(import.meta.url)), FILE));
  return paths;
}
