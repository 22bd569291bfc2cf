import { createServer, type IncomingHttpHeaders, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A shared cache in front of an app, as a CDN is. */
export interface Cache {
  readonly url: string;
  /** Paths that were answered from what it had stored. */
  readonly hits: readonly string[];
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Stores whole answers to navigations with all their headers, for good.
 *
 * @param mayStore asks what the answer says of caches; one that always agrees is a cache that was told to keep everything
 */
export async function startCache(
  appUrl: string,
  mayStore: (headers: IncomingHttpHeaders) => boolean,
): Promise<Cache> {
  const stored = new Map<string, Answer>();
  const hits: string[] = [];
  const server = createServer(async (request, response) => {
    const { url = '/', method = 'GET', headers } = request;
    const isDocument = method === 'GET' && headers.accept?.startsWith('text/html');
    const kept = isDocument ? stored.get(url) : undefined;
    if (kept) {
      hits.push(url);
      response.writeHead(kept.status, kept.headers).end(kept.body);
      return;
    }
    const upstream = send(appUrl + url, { method, headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      const { 'transfer-encoding': _, ...rest } = answer.headers;
      const whole = { status: answer.statusCode ?? 502, headers: rest, body: Buffer.concat(chunks) };
      if (isDocument && mayStore(rest)) stored.set(url, whole);
      response.writeHead(whole.status, whole.headers).end(whole.body);
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
