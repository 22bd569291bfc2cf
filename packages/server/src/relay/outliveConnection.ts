import { type IncomingMessage, ServerResponse } from 'node:http';

/**
 * Lets a request that came whole be served although its connection closes before its body has been read: what a page
 * sent with its last words has arrived then. Node would destroy it unread, and Next serves no request whose response is
 * closed. Until the body is read neither of them learns that the sender is gone.
 */
export function outliveConnection(request: IncomingMessage, response: ServerResponse): void {
  const isUnread = () => request.complete && !request.readableEnded;

  const { destroy } = request;
  request.destroy = (error?: Error & { code?: string }) =>
    // What Node says when the sender is gone. Any other end is somebody's will.
    isUnread() && error?.code === 'ECONNRESET' ? request : destroy.call(request, error);

  let { destroyed } = response;
  Object.defineProperties(response, {
    destroyed: {
      get: () => destroyed && !isUnread(),
      set: (value: boolean) => {
        destroyed = value;
      },
    },
    closed: { get: () => Reflect.get(ServerResponse.prototype, 'closed', response) && !isUnread() },
  });
}
