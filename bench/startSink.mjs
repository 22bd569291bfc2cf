import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts the receiver of what an app exports, in a process of its own: unpacking batches in the process that measures
 * makes answers look late that were there.
 *
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
export async function startSink() {
  const sink = fork(new URL('sink.mjs', import.meta.url));
  const [{ port }] = await once(sink, 'message');
  return { url: `http://127.0.0.1:${port}`, stop: () => sink.disconnect() };
}
