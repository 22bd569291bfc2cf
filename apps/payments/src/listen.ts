import { createServer, type Server } from 'node:http';
import { traceHandler } from '@throughline/server/node';
import { handleRequest, routeOf } from './routes.js';

/** A body of a few hundred bytes is here long before; a sender that trickles is cut off. */
const REQUEST_TIMEOUT_MILLIS = 10_000;

/**
 * Starts the service. Rejects with Node's error where the port cannot be had.
 * @param host Address to listen on. Loopback by default: whoever wants others to reach it says so.
 */
export function listen(port: number, host = '127.0.0.1'): Promise<Server> {
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MILLIS, headersTimeout: REQUEST_TIMEOUT_MILLIS },
    traceHandler(handleRequest, { route: routeOf }),
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
