// A custom server: Next as a handler of one's own `node:http` server.
import { createServer } from 'node:http';
import next from 'next';

const port = Number(process.env.PORT);
const app = next({ dev: false, hostname: '127.0.0.1', port });
await app.prepare();
const handle = app.getRequestHandler();
createServer((request, response) => handle(request, response)).listen(port, '127.0.0.1', () => {
  console.log('Ready in a custom server');
});
