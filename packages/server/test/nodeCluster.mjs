// Two workers behind one port, run by nodeCluster.test.ts.
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { register, traceHandler } from '@throughline/server/node';

const WORKERS = 2;
if (cluster.isPrimary) {
  for (let index = 0; index < WORKERS; index++) cluster.fork();
  process.once('SIGTERM', () => cluster.disconnect(() => process.exit(0)));
} else {
  register({ serviceName: 'cluster', logStdout: 'off' });
  createServer(traceHandler((_request, response) => response.end('{}'), { route: () => '/work' })).listen(
    Number(process.env.PORT),
    '127.0.0.1',
  );
}
