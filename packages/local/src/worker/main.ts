/** Entry of the worker thread: everything of DuckDB happens here, because appending blocks its thread. */
import { parentPort, workerData } from 'node:worker_threads';
import type { StoreOptions } from '../store/Store.js';
import { Engine } from './Engine.js';
import { type Call, type Message, toFailure } from './protocol.js';

/** Longest that the store may take to close after a fault, in milliseconds. */
const CLOSE_MILLIS = 5000;

const port = parentPort;
if (port === null) throw new Error('worker/main.js is the entry of a worker thread');
const send = (message: Message) => port.postMessage(message);

try {
  const engine = await Engine.open(workerData as StoreOptions, (ids) => {
    if (ids.length > 0) send({ type: 'traces', ids });
  });
  port.on('message', ({ id, method, args }: Call) => {
    // The client's types hold the arguments to the method's; here they are data.
    const run = engine[method] as (...args: readonly unknown[]) => Promise<unknown>;
    Promise.resolve()
      .then(() => run.apply(engine, [...args]))
      .then((value) => send({ type: 'result', id, value }))
      .catch((error: unknown) => send({ type: 'error', id, error: toFailure(error) }))
      .finally(() => {
        if (method === 'close') port.close();
      });
  });
  // A thread that ended with DuckDB still at work would now and then take the process with it: DuckDB's binding aborts.
  process.once('uncaughtException', (error) => {
    send({ type: 'failed', error: toFailure(error) });
    setTimeout(() => process.exit(1), CLOSE_MILLIS).unref();
    void engine
      .close()
      .catch(() => undefined)
      .finally(() => port.close());
  });
  send({ type: 'open' });
} catch (error) {
  send({ type: 'failed', error: toFailure(error) });
  port.close();
}
