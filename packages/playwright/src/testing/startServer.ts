import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server for tests, on a free port of this machine. */
export interface TestServer {
  readonly url: string;
  /** Paths with queries, in order of arrival. */
  readonly requests: string[];
  close(): Promise<void>;
}

export type Answer = (
  path: string,
  request: IncomingMessage,
) => { status?: number; type?: string; body: unknown };

/** Starts a server that answers each request with what `answer` says for it; a body that is no text is sent as JSON. */
export async function startServer(answer: Answer): Promise<TestServer> {
  const requests: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    requests.push(path);
    const { status = 200, type, body } = answer(path, request);
    response.writeHead(status, {
      'content-type': type ?? (typeof body === 'string' ? 'text/plain' : 'application/json'),
    });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
