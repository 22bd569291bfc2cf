import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A backend of somebody else: takes everything, as an OTLP receiver and Loki do, and keeps what was asked for. */
export interface Sink {
  readonly url: string;
  readonly paths: ReadonlySet<string>;
  close(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const paths = new Set<string>();
  const server = createServer((request, response) => {
    paths.add(request.url ?? '');
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    paths,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
