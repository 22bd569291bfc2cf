import { createServer, type Server } from 'node:http';
import { warnOnce } from '../delivery/warnOnce.js';
import { processState } from '../runtime/processState.js';
import { markUntraced } from '../tracing/untracedServers.js';
import { answerScrape } from './answerScrape.js';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * Serves `GET /metrics` on a port of its own. On loopback no token is needed unless one is set; beyond, it is. A port
 * that is taken is said on stderr and is no reason for the app not to start.
 */
export function serveMetrics(port: number, host: string): Server {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD')) {
      response.writeHead(path === '/metrics' ? 405 : 404).end();
      return;
    }
    const scraper = {
      authorization: request.headers.authorization ?? null,
      address: request.socket.remoteAddress,
    };
    void answerScrape(processState().running, scraper, {
      accept: request.headers.accept ?? null,
      openOnLoopback: LOOPBACK_HOSTS.has(host),
    }).then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  });
  markUntraced(server);
  server.on('error', (error) => warnOnce('metricsPort', `no metrics on ${host}:${port}: ${error.message}`));
  // The app decides how long the process lives.
  server.listen(port, host).unref();
  return server;
}
