// A plain Node service, run by nodeService.test.ts.
import { createServer } from 'node:http';
import { logger, register, traceHandler, withSpan } from '@throughline/server/node';

register({ serviceName: 'payments', logStdout: 'off' });

const server = createServer(
  traceHandler(
    async (request, response) => {
      if (request.url === '/broken') throw new Error('no charge');
      await withSpan('charge', () => Promise.resolve());
      logger.info('charged');
      response.writeHead(request.url === '/declined' ? 402 : 200).end('{}');
    },
    { route: (request) => (request.url?.startsWith('/charges/') ? '/charges/:id' : request.url) },
  ),
);
server.listen(Number(process.env.PORT), '127.0.0.1');
