import { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Server as HttpsServer } from 'node:https';
import { gateRelay } from '../relay/gateRelay.js';
import { type RequestObserver, serveTraced } from './serverRequest.js';
import { isUntracedServer } from './untracedServers.js';

/**
 * Makes every `request` event of this process's HTTP servers run inside a SERVER span. On the prototypes, because
 * Next's server is made before `instrumentation.ts` runs. Call once a process. Once `isLeaving`, connections end with
 * their next response.
 */
export function patchHttpServers(observe: RequestObserver, isLeaving: () => boolean): void {
  for (const { prototype } of [HttpServer, HttpsServer]) {
    const emit: (this: unknown, event: string, ...args: unknown[]) => boolean = prototype.emit;
    prototype.emit = function (this: unknown, event: string, ...args: unknown[]): boolean {
      if (event !== 'request' || isUntracedServer(this)) return Reflect.apply(emit, this, [event, ...args]);
      const request = args[0];
      const response = args[1];
      if (!(request instanceof IncomingMessage) || !(response instanceof ServerResponse)) {
        return Reflect.apply(emit, this, [event, ...args]);
      }
      // `server.close()` waits for every connection, and a busy keep-alive connection never ends by itself: without
      // this a server under load would be killed before it could flush.
      if (isLeaving()) response.shouldKeepAlive = false;
      let handled = true;
      const run = () => {
        handled = emit.call(this, event, request, response);
      };
      gateRelay(request, response, () => serveTraced(request, response, observe, run, 'next'));
      return handled;
    };
  }
}
