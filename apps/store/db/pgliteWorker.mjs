// PostgreSQL in WebAssembly blocks the thread that runs it for as long as a statement takes, so it gets a
// thread of its own: a slow query must not stop a server that has other visitors.
import { parentPort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const database = await PGlite.create();

parentPort?.on('message', async ({ id, text, values }) => {
  try {
    const result = await database.query(text, values);
    parentPort?.postMessage({ id, rows: result.rows });
  } catch (error) {
    parentPort?.postMessage({ id, error: { message: String(error?.message ?? error), code: error?.code } });
  }
});
