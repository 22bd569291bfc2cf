import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Engine, Session, SqlValue } from '@/db/Engine';
import { mutex } from '@/db/mutex';

/**
 * What the build leaves (`db/makeImage.mjs`). Relative to the app's folder, in which Next runs; the bundler must not
 * take it for a module.
 */
const IMAGE_PATH = join(/* turbopackIgnore: true */ process.cwd(), 'dist', 'pglite.tar.gz');

interface Answer {
  readonly id: number;
  readonly rows?: readonly unknown[];
  readonly error?: { readonly message: string; readonly code?: string };
}

interface Waiting {
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
}

/** An error of the database, with PostgreSQL's five-letter code. */
class PgliteError extends Error {
  readonly code: string | undefined;
  constructor(message: string, code: string | undefined) {
    super(message);
    this.name = 'PgliteError';
    this.code = code;
  }
}

/**
 * PostgreSQL inside this process, in memory, in a worker thread. It has one connection: callers take turns, and a
 * transaction keeps its turn until it ends.
 */
export function pgliteEngine(): Engine {
  const worker = new Worker(new URL('./pgliteWorker.mjs', import.meta.url), {
    workerData: { imagePath: IMAGE_PATH },
  });
  const waiting = new Map<number, Waiting>();
  const turn = mutex();
  let lastId = 0;
  let failure: Error | undefined;

  // The worker must not keep a process alive that has nothing else to do: `next build` ends, and so do tests.
  const holdProcess = () => (waiting.size > 0 ? worker.ref() : worker.unref());
  holdProcess();

  const fail = (error: Error) => {
    failure = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', (code) => fail(new Error(`the database thread ended (exit code ${code})`)));
  worker.on('message', ({ id, rows, error }: Answer) => {
    const caller = waiting.get(id);
    waiting.delete(id);
    holdProcess();
    if (error) caller?.reject(new PgliteError(error.message, error.code));
    else caller?.resolve(rows ?? []);
  });

  const run = (text: string, values: readonly SqlValue[]) =>
    new Promise<readonly unknown[]>((resolve, reject) => {
      if (failure) {
        reject(failure);
        return;
      }
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      holdProcess();
      worker.postMessage({ id: lastId, text, values });
    });

  return {
    get busy() {
      return turn.busy;
    },
    async acquire(): Promise<Session> {
      const release = await turn.acquire();
      return { run, release };
    },
    async close() {
      await worker.terminate();
    },
  };
}
