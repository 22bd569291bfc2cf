import type { Server } from 'node:http';

/** How long requests that run may take to finish after the signal, in milliseconds. */
const GRACE_MILLIS = 3_000;

/**
 * Ends the process at SIGTERM or SIGINT: no new connection, running requests finish, then it exits with 0.
 * `@throughline/server` holds that exit back until what is queued is delivered.
 */
export function closeAtSignal(server: Server): void {
  const close = () => {
    server.close(() => process.exit(0));
    // Keep-alive connections of the shop have no request on them: they would hold the server open for seconds.
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), GRACE_MILLIS).unref();
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
}
