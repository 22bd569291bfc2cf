import { createServer, type Server } from 'node:http';
import { traceHandler } from '@throughline/server/node';
import { handleRequest, routeOf } from './routes.js';

/** A body of a few hundred bytes is here long before; a sender that trickles is cut off. */
const REQUEST_TIMEOUT_MILLIS = 10_000;

/** Starts the service on loopback. Rejects with Node's error where the port cannot be had. */
export function listen(port: number): Promise<Server> {
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MILLIS, headersTimeout: REQUEST_TIMEOUT_MILLIS },
    traceHandler(handleRequest, { route: routeOf }),
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}
