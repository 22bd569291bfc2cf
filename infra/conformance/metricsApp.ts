import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An app whose page of metrics a test turns over. */
export interface MetricsApp {
  readonly url: string;
  page: string;
  close(): void;
}

/** Starts it, behind a bearer token as the shop's is. */
export async function startMetricsApp(token: string): Promise<MetricsApp> {
  const server = createServer((request, response) => {
    const allowed = request.headers.authorization === `Bearer ${token}`;
    const type = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
    response.writeHead(allowed ? 200 : 401, { 'content-type': type });
    response.end(allowed ? app.page : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const app: MetricsApp = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/metrics`,
    page: '# EOF\n',
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
  return app;
}
