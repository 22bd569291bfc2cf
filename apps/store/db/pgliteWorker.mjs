// PostgreSQL in WebAssembly blocks the thread that runs it for as long as a statement takes, so it gets a
// thread of its own: a slow query must not stop a server that has other visitors.
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

async function open() {
  try {
    const image = await readFile(workerData.imagePath);
    return await PGlite.create({ loadDataDir: new Blob([image]) });
  } catch {
    // No image, or one of another version: the same database, made from nothing.
    return PGlite.create();
  }
}

const database = await open();

parentPort?.on('message', async ({ id, text, values }) => {
  try {
    const result = await database.query(text, values);
    parentPort?.postMessage({ id, rows: result.rows });
  } catch (error) {
    parentPort?.postMessage({ id, error: { message: String(error?.message ?? error), code: error?.code } });
  }
});
