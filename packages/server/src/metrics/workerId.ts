import cluster from 'node:cluster';

/**
 * Which of several processes behind one port this is (`node:cluster`, PM2). A scrape reaches any of them: without a
 * label of their own their counters would look like resets of one. `undefined` for a process alone.
 */
export function workerId(): string | undefined {
  return cluster.worker ? String(cluster.worker.id) : process.env.NODE_APP_INSTANCE;
}
